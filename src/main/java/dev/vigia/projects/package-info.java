/// What is watched: typed configuration, and the sources with their health and their synchronisation.
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.vigia.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
