/// What to do about an alert: the library of runbooks, how an alert finds its own, and how one is shown.
@ApplicationModule(allowedDependencies = {"platform", "projects", "projects :: ui"})
@NullMarked
package dev.vigia.runbooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
