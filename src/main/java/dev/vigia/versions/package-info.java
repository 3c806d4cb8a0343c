/// The version tags of every project, what their trees say, and whether their data was pushed.
@ApplicationModule(allowedDependencies = {"platform", "projects"})
@NullMarked
package dev.vigia.versions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
