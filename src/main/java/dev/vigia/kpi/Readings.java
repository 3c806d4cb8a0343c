package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.ValueMatcher;
import dev.vigia.versions.VersionTag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What runs and the files at tags say about KPIs.
final class Readings {

    private Readings() {}

    /// Nothing of a run that did not finish or was deleted.
    static List<Sample> of(Run run, List<Kpi> kpis) {
        var ended = run.endedAt() == null ? run.startedAt() : run.endedAt();
        if (run.deleted() || run.status() != RunStatus.FINISHED || ended == null) {
            return List.of();
        }
        var samples = new ArrayList<Sample>();
        for (var kpi : kpis) {
            var watched = kpi.experiments().isEmpty() || kpi.experiments().contains(run.experiment());
            var logged = watched ? run.metrics().get(kpi.metric()) : null;
            var value = logged == null && watched && kpi.fallsBackToDuration() ? duration(run) : logged;
            if (value != null) {
                samples.add(new Sample(
                        kpi.name(), micros(ended), SampleSource.RUN, run.id().value(), value, logged == null));
            }
        }
        return samples;
    }

    /// In seconds.
    private static @Nullable Double duration(Run run) {
        if (run.startedAt() == null || run.endedAt() == null) {
            return null;
        }
        var took = Duration.between(run.startedAt(), run.endedAt());
        return took.isNegative() ? null : took.toMillis() / 1000.0;
    }

    /// Of the metrics files at a tag, found by the names that the project maps or by the key itself. A key that several
    /// files have with different values says nothing.
    ///
    /// @param names key in a file to key in MLflow, as configured
    static List<Sample> of(VersionTag tag, @Nullable TreeState tree, List<Kpi> kpis, Map<String, String> names) {
        if (tree == null || tag.deletedAt() != null) {
            return List.of();
        }
        var at = tag.taggedAt() == null ? tag.firstSeenAt() : tag.taggedAt();
        var samples = new ArrayList<Sample>();
        for (var kpi : kpis) {
            if (kpi.experiments().isEmpty()) {
                var found = new ValueMatcher(names, Set.of(kpi.metric()))
                        .pairs(tree.metrics()).stream()
                                .flatMap(pair -> pair.atTag().stream())
                                .map(value -> value.number() == null ? textual(value.text()) : value.number())
                                .distinct()
                                .toList();
                if (found.size() == 1 && found.getFirst() != null) {
                    samples.add(new Sample(
                            kpi.name(), micros(at), SampleSource.DVC, tag.name().value(), found.getFirst()));
                }
            }
        }
        return samples;
    }

    /// JSON has no NaN, so files spell it as a word.
    private static @Nullable Double textual(String text) {
        return text.equalsIgnoreCase("nan") || text.equalsIgnoreCase(".nan") ? Double.NaN : null;
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
