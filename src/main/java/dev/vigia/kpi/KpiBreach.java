package dev.vigia.kpi;

import dev.vigia.platform.MetricText;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A KPI beyond one of its limits, from the sample that crossed it to the one that came back.
///
/// @param rule such as `above-baseline-ratio-warning`; `nan` for a value that is no number
/// @param closedAt null while it lasts
/// @param value the newest one that is beyond the limit
/// @param limit null for NaN
/// @param baselineValue what a relative limit was made from
/// @param baseline version or run that had it
/// @param origin of the newest sample that is beyond the limit
/// @param version that was made by that origin
public record KpiBreach(
        long id,
        ProjectKey project,
        String kpi,
        String rule,
        Threshold.Severity severity,
        Instant openedAt,
        @Nullable Instant closedAt,
        double value,
        @Nullable Double limit,
        @Nullable Double baselineValue,
        @Nullable String baseline,
        SampleSource source,
        String origin,
        @Nullable String version) {

    /// In one sentence, without the time.
    public String sentence() {
        var of = " of " + project + (version == null ? "" : " " + version);
        if (limit == null) {
            return kpi + of + " is not a number.";
        }
        var relative = baselineValue == null || baseline == null
                ? ""
                : " (" + baseline + " had " + MetricText.of(baselineValue) + ")";
        return kpi + of + " is " + MetricText.of(value) + ", " + (rule.startsWith("above") ? "above" : "below")
                + " its limit " + MetricText.of(limit) + relative + ".";
    }
}
