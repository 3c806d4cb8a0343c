package dev.vigia.kpi;

import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.LinkedVersion;
import dev.vigia.platform.MetricText;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.Project.BaselineRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares each version of a project with the baseline that counts for it, model by model, oldest first. A baseline
/// counts for what comes after it: the newest choice of a person whose own time is before the version's, else the last
/// version before it that the rule takes. So an old version keeps its answer when a better baseline comes. Pure.
final class VersionLine {

    private static final Pattern STABLE = Pattern.compile("v?\\d+(\\.\\d+)*(\\+.*)?");

    private final List<Kpi> kpis;
    private final BaselineRule rule;
    private final Map<String, List<BaselineChoice>> chosen;
    private final Function<Baseline, Map<String, Sample>> values;

    /// @param chosen by model, newest first
    /// @param values of each KPI, for versions and baselines alike
    VersionLine(
            List<Kpi> kpis,
            BaselineRule rule,
            Map<String, List<BaselineChoice>> chosen,
            Function<Baseline, Map<String, Sample>> values) {
        this.kpis = kpis;
        this.rule = rule;
        this.chosen = chosen;
        this.values = values;
    }

    /// @param version as it stands in the line
    /// @param baseline what it was compared with
    record Compared(LinkedVersion version, @Nullable Baseline baseline, Evidence.Kpis answer) {}

    /// The baselines of one model now.
    ///
    /// @param current for what comes next
    /// @param before what the newest version was compared with
    record Now(@Nullable Baseline current, @Nullable Baseline before, boolean byRule) {}

    record Result(List<Compared> versions, Map<String, Now> now) {}

    /// @param versions oldest first
    Result compare(List<LinkedVersion> versions) {
        var compared = new ArrayList<Compared>();
        var ruled = new HashMap<String, Baseline>();
        var before = new LinkedHashMap<String, @Nullable Baseline>();
        for (var version : versions) {
            var model = model(version);
            var self = self(version);
            var baseline = chosenBefore(model, self);
            if (baseline == null) {
                baseline = ruled.get(model);
            }
            var own = values.apply(self);
            var answer = answer(own, baseline);
            compared.add(new Compared(version, baseline, answer));
            before.put(model, baseline);
            if (!own.isEmpty() && taken(version, answer)) {
                ruled.put(model, self);
            }
        }
        var now = new LinkedHashMap<String, Now>();
        chosen.forEach((model, choices) -> {
            if (!choices.isEmpty()) {
                now.put(model, new Now(choices.getFirst().baseline(), before.get(model), false));
            }
        });
        before.forEach((model, last) -> now.putIfAbsent(model, new Now(ruled.get(model), last, true)));
        return new Result(compared, now);
    }

    static String model(LinkedVersion version) {
        return version.artifact() == null ? "" : version.artifact();
    }

    private boolean taken(LinkedVersion version, Evidence.Kpis answer) {
        return switch (rule) {
            case LAST_WHOLE ->
                version.whole()
                        && answer.breaches().stream()
                                .allMatch(breach -> breach.severity().equals("info"));
            case LAST_STABLE -> STABLE.matcher(version.version()).matches();
            case NONE -> false;
        };
    }

    private static Baseline self(LinkedVersion version) {
        return new Baseline(version.tag().value(), version.runId(), version.at());
    }

    private @Nullable Baseline chosenBefore(String model, Baseline self) {
        for (var choice : chosen.getOrDefault(model, List.of())) {
            var baseline = choice.baseline();
            if (baseline != null && isBefore(baseline, self.at()) && !isSame(baseline, self)) {
                return baseline;
            }
        }
        return null;
    }

    private static boolean isBefore(Baseline baseline, Instant at) {
        return baseline.at().isBefore(at);
    }

    private static boolean isSame(Baseline one, Baseline other) {
        return one.version() != null && one.version().equals(other.version())
                || one.runId() != null && one.runId().equals(other.runId());
    }

    private Evidence.Kpis answer(Map<String, Sample> own, @Nullable Baseline baseline) {
        var base = baseline == null ? Map.<String, Sample>of() : values.apply(baseline);
        var breaches = new ArrayList<Evidence.KpiBreach>();
        var untold = new ArrayList<String>();
        var judged = 0;
        for (var kpi : kpis) {
            var sample = own.get(kpi.name());
            if (sample == null) {
                continue;
            }
            var answer = Limits.of(kpi, sample.value(), sample.comparable(base.get(kpi.name())));
            if (!answer.judged().isEmpty()) {
                judged++;
            }
            if (!answer.untold().isEmpty()) {
                untold.add(kpi.name());
            }
            answer.crossed()
                    .forEach(crossed -> breaches.add(new Evidence.KpiBreach(
                            kpi.name(),
                            crossed.rule(),
                            crossed.severity().text(),
                            MetricText.of(sample.value()),
                            crossed.limit() == null ? null : MetricText.of(crossed.limit()))));
        }
        breaches.sort((one, other) -> rank(one) - rank(other));
        var notes = new ArrayList<String>();
        if (!untold.isEmpty()) {
            notes.add(
                    baseline == null
                            ? "There is no earlier baseline to hold " + String.join(", ", untold) + " against."
                            : baseline.name() + " has no " + String.join(", ", untold) + " to compare with.");
        }
        return new Evidence.Kpis(judged, breaches, notes, baseline == null ? null : baseline.name());
    }

    private static int rank(Evidence.KpiBreach breach) {
        return switch (breach.severity()) {
            case "critical" -> 0;
            case "warning" -> 1;
            default -> 2;
        };
    }
}
