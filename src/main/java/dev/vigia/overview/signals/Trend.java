package dev.vigia.overview.signals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How a signal went lately.
///
/// @param from when the first number was so
/// @param step from one number to the next
/// @param numbers NaN where nothing is known
public record Trend(Instant from, Duration step, List<Double> numbers) {

    public static final Trend NONE = new Trend(Instant.EPOCH, Duration.ofSeconds(1), List.of());
}
