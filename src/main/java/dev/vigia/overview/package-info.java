/// The landing page: what needs a person now, and how the services do. Features join it through ports of the platform.
@ApplicationModule(allowedDependencies = {"platform", "projects", "projects :: ui", "runbooks", "runbooks :: ui"})
@NullMarked
package dev.vigia.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
