/// The demo: sample projects on disk, the things that happen to them while one watches, and a recorded day of alerts.
@ApplicationModule(
        allowedDependencies = {"platform", "projects", "integrity", "alerts", "runbooks", "drift", "overview :: signals"
        })
@NullMarked
package dev.vigia.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
