/// The landing page: what needs a person now. It names no feature; they join through ports of the platform.
@ApplicationModule(allowedDependencies = {"platform", "projects", "projects :: ui"})
@NullMarked
package dev.vigia.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
