package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.Threshold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds one value against the limits of its KPI. Pure.
final class Limits {

    /// The rule that every KPI has: a value that is no number cannot be within a limit.
    static final String NAN = "nan";

    private Limits() {}

    /// A limit that the value is beyond.
    ///
    /// @param limit null for a value that is no number
    record Crossed(
            String rule,
            Threshold.Severity severity,
            @Nullable Double limit) {}

    /// @param crossed worst first
    /// @param judged rules whose limit could be told
    /// @param untold relative rules without a baseline to be relative to
    record Answer(List<Crossed> crossed, List<String> judged, List<String> untold) {}

    /// @param baseline the baseline's value; null if there is none, NaN counts as none
    static Answer of(Kpi kpi, double value, @Nullable Double baseline) {
        var crossed = new ArrayList<Crossed>();
        var judged = new ArrayList<String>();
        var untold = new ArrayList<String>();
        if (Double.isNaN(value)) {
            return new Answer(List.of(new Crossed(NAN, Threshold.Severity.WARNING, null)), List.of(NAN), List.of());
        }
        for (var threshold : kpi.thresholds()) {
            var limit = limit(threshold, baseline);
            if (limit == null) {
                untold.add(threshold.rule());
            } else {
                judged.add(threshold.rule());
                if (threshold.isBreachedBy(value, limit)) {
                    crossed.add(new Crossed(threshold.rule(), threshold.severity(), limit));
                }
            }
        }
        crossed.sort((one, other) -> one.severity().compareTo(other.severity()));
        return new Answer(crossed, judged, untold);
    }

    /// Null for a relative limit without a baseline.
    static @Nullable Double limit(Threshold threshold, @Nullable Double baseline) {
        if (!threshold.kind().isRelative()) {
            return threshold.number();
        }
        return baseline == null || !Double.isFinite(baseline) ? null : threshold.limit(baseline);
    }
}
