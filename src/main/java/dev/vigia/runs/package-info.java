/// The runs of every project, kept in step with where they come from.
@ApplicationModule(allowedDependencies = {"platform", "projects", "projects :: ui"})
@NullMarked
package dev.vigia.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
