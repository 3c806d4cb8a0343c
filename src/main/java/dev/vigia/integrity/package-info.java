/// The join: is a version tag, its data and its run one and the same thing, and exactly why not.
@ApplicationModule(
        allowedDependencies = {"platform", "projects", "projects :: ui", "runs", "runs :: ui", "runbooks", "versions"})
@NullMarked
package dev.vigia.integrity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
