/// What Prometheus scrapes. It names no feature; they join through a port of the platform.
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.vigia.exporter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
