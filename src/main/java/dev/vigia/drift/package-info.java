/// How far the data of today is from the data a model was trained on: reports of drift that others make, their
/// history, and a calculator of our own.
@ApplicationModule(allowedDependencies = {"platform", "projects", "projects :: ui", "runs", "runs :: ui"})
@NullMarked
package dev.vigia.drift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
