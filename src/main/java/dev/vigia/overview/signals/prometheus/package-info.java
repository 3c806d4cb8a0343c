/// Golden signals from a Prometheus, or from what answers like one.
@NullMarked
package dev.vigia.overview.signals.prometheus;

import org.jspecify.annotations.NullMarked;
