/// The demo: sample projects on disk, and the things that happen to them while one watches.
@ApplicationModule(allowedDependencies = {"platform", "projects", "integrity"})
@NullMarked
package dev.vigia.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
