package dev.vigia.kpi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One value of a KPI.
///
/// @param at when the run ended, the version was tagged or the report was made
/// @param value in the KPI's unit; NaN and infinities are kept as they were logged
/// @param clocked whether it is how long the run took, because the run did not log the metric: that counts starting and
/// loading too, so it is comparable only with its like
public record Sample(String kpi, Instant at, SampleSource source, String origin, double value, boolean clocked) {

    public Sample(String kpi, Instant at, SampleSource source, String origin, double value) {
        this(kpi, at, source, origin, value, false);
    }

    /// The baseline's value, where this one may be held against it.
    public @Nullable Double comparable(@Nullable Sample base) {
        return base == null || base.clocked != clocked ? null : base.value;
    }

    /// How far this is from the baseline, as a part of it; null where that cannot be told.
    public @Nullable Double delta(@Nullable Sample base) {
        return KpiStatus.delta(value, comparable(base));
    }
}
