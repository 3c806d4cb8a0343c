/// What fires, what fired, and what was done about it. No delivery that was answered with success is lost.
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "projects",
            "runbooks",
            "runbooks :: ui",
            "integrity",
            "integrity :: ui",
            "kpi",
            "versions"
        })
@NullMarked
package dev.vigia.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
