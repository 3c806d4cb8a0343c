/// Golden signals: how the service of each project does, as its Prometheus knows it.
@NamedInterface("signals")
@NullMarked
package dev.vigia.overview.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
