package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one KPI of a project stands: its newest sample against what it is held to.
///
/// @param kpi with the thresholds that count
/// @param edited who set them by hand; null where they are as configured
/// @param latest null before the first sample
/// @param version that the newest sample belongs to
/// @param baseline what the newest sample is compared with
/// @param baselineValue null where the baseline has no such KPI that the newest sample may be held against
/// @param breaches those that last, worst first
/// @param unlikely the newest sample lies outside what the 20 before it make likely: information, never a breach
public record KpiStatus(
        Kpi kpi,
        @Nullable ThresholdEdit edited,
        @Nullable Sample latest,
        @Nullable String version,
        @Nullable Baseline baseline,
        @Nullable Double baselineValue,
        List<Limit> limits,
        List<KpiBreach> breaches,
        boolean unlikely) {

    private static final double NEAR_FIXED = 0.05;
    private static final double NEAR_RELATIVE = 0.8;

    /// @param value null for a relative limit without a baseline
    public record Limit(Threshold threshold, @Nullable Double value) {}

    public enum State {
        BREACH,
        WITHIN,
        /// Nothing to hold it against: no threshold, or none that can be told without a baseline.
        NOT_HELD,
        NO_SAMPLES
    }

    public State state() {
        if (!breaches.isEmpty()) {
            return State.BREACH;
        }
        if (latest == null) {
            return State.NO_SAMPLES;
        }
        return limits.stream().anyMatch(limit -> limit.value() != null) ? State.WITHIN : State.NOT_HELD;
    }

    /// Whether the newest sample is within its limits, but not by much: 5 % or less of a fixed limit, or four fifths or
    /// more of the way from the baseline to a relative one.
    public boolean isNear() {
        var sample = latest;
        return sample != null
                && state() == State.WITHIN
                && limits.stream()
                        .anyMatch(limit ->
                                limit.value() != null && isNear(limit.threshold(), sample.value(), limit.value()));
    }

    private boolean isNear(Threshold threshold, double value, double limit) {
        if (!threshold.kind().isRelative()) {
            return Math.abs(value - limit) <= NEAR_FIXED * Math.abs(limit);
        }
        return baselineValue != null && (value - baselineValue) / (limit - baselineValue) >= NEAR_RELATIVE;
    }

    /// How far the newest sample is from the baseline, as a part of it: 0.16 for 16 % more; null where that cannot be
    /// told.
    public @Nullable Double delta() {
        return latest == null ? null : delta(latest);
    }

    /// The same of any sample of this KPI.
    public @Nullable Double delta(Sample sample) {
        return delta(sample.value(), baselineFor(sample.clocked()));
    }

    /// Whether a sample of this KPI is beyond a limit that counts now.
    public boolean isBeyond(Sample sample) {
        return !Limits.of(kpi, sample.value(), baselineFor(sample.clocked()))
                .crossed()
                .isEmpty();
    }

    /// The baseline's value, if it was measured as a sample was.
    public @Nullable Double baselineFor(boolean clocked) {
        return latest == null || latest.clocked() != clocked ? null : baselineValue;
    }

    /// A limit in the KPI's own unit; null for a relative one without a baseline.
    public static @Nullable Double limit(Threshold threshold, @Nullable Double baseline) {
        return Limits.limit(threshold, baseline);
    }

    static @Nullable Double delta(double value, @Nullable Double baseline) {
        if (baseline == null || baseline == 0 || !Double.isFinite(baseline) || !Double.isFinite(value)) {
            return null;
        }
        return (value - baseline) / Math.abs(baseline);
    }
}
