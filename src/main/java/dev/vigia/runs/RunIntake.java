package dev.vigia.runs;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Stores what a reading hands over: only what differs is written, and what depends on it hears of it in the same
/// transaction.
@Component
class RunIntake {

    private static final int DROP_AT_ONCE = 1000;

    private final RunStore store;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ChangeTicker ticker;

    RunIntake(RunStore store, TransactionTemplate transaction, ApplicationEventPublisher events, ChangeTicker ticker) {
        this.store = store;
        this.transaction = transaction;
        this.events = events;
        this.ticker = ticker;
    }

    Batch begin(ProjectKey project, String versionTag, List<Experiment> watched) {
        return new Batch(project, new RunReading(versionTag), watched);
    }

    /// Looks are stored like any other change of a run.
    void artifacts(ProjectKey project, Map<RunId, Artifacts> seen) {
        transaction.executeWithoutResult(_ -> {
            var touched = new Touched();
            var ids = seen.keySet().stream().map(RunId::value).toList();
            var known = store.known(project, ids);
            seen.forEach((id, artifacts) -> {
                var stored = known.get(id.value());
                if (stored != null && artifacts != Artifacts.UNKNOWN && stored.artifacts() != artifacts) {
                    store.artifacts(project, id, artifacts);
                    touched.add(id, stored.version(), stored.sourceCommit());
                }
            });
            announce(project, touched);
        });
    }

    private void announce(ProjectKey project, Touched touched) {
        if (!touched.runs.isEmpty()) {
            events.publishEvent(touched.event(project));
            ticker.changed("runs/" + project);
        }
    }

    /// Versions and commits of changed runs, before and after.
    private static final class Touched {
        private final Set<String> versions = new HashSet<>();
        private final Set<String> commits = new HashSet<>();
        private final Set<RunId> runs = new HashSet<>();

        void add(RunId run, @Nullable String version, @Nullable String commit) {
            runs.add(run);
            if (version != null) {
                versions.add(version);
            }
            if (commit != null) {
                commits.add(commit);
            }
        }

        RunsSynced event(ProjectKey project) {
            return new RunsSynced(project, Set.copyOf(runs), Set.copyOf(versions), Set.copyOf(commits));
        }
    }

    /// One sync of one project. Not for several threads.
    final class Batch {

        private final ProjectKey project;
        private final RunReading reading;
        private final List<Experiment> watched;
        private final Map<String, Experiment> experiments = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable Instant newestStart;
        private @Nullable Instant newestEnd;
        private long added;
        private long changed;
        private long dropped;

        private Batch(ProjectKey project, RunReading reading, List<Experiment> watched) {
            this.project = project;
            this.reading = reading;
            this.watched = watched;
            watched.forEach(experiment -> experiments.put(experiment.id(), experiment));
        }

        void page(List<RunFacts> runs) {
            var rows = new LinkedHashMap<String, RunStore.Row>();
            for (RunFacts facts : runs) {
                var experiment = experiments.get(facts.experimentId());
                if (experiment != null) {
                    rows.put(facts.id().value(), RunStore.Row.of(reading.read(facts, experiment)));
                }
            }
            if (!rows.isEmpty()) {
                transaction.executeWithoutResult(_ -> store(rows));
                rows.values().forEach(row -> remember(row.run()));
            }
        }

        private void store(Map<String, RunStore.Row> rows) {
            var known = store.known(project, rows.keySet());
            var touched = new Touched();
            var differing = new ArrayList<RunStore.Row>();
            long fresh = 0;
            for (RunStore.Row row : rows.values()) {
                var before = known.get(row.run().id().value());
                var run = withArtifacts(row.run(), before);
                if (before != null
                        && before.contentHash().equals(row.contentHash())
                        && before.artifacts() == run.artifacts()) {
                    continue;
                }
                if (before == null) {
                    fresh++;
                } else {
                    touched.add(run.id(), before.version(), before.sourceCommit());
                }
                touched.add(run.id(), run.version(), run.sourceCommit());
                differing.add(new RunStore.Row(run, row.metrics(), row.params(), row.tags(), row.contentHash()));
            }
            store.upsert(project, differing);
            announce(project, touched);
            added += fresh;
            changed += differing.size() - fresh;
        }

        private void remember(Run run) {
            seen.add(run.id().value());
            newestStart = later(newestStart, run.startedAt());
            newestEnd = later(newestEnd, run.endedAt());
        }

        /// What was read in full does not have these any more.
        void dropUnseen(List<String> known) {
            var gone = known.stream().filter(id -> !seen.contains(id)).toList();
            for (int from = 0; from < gone.size(); from += DROP_AT_ONCE) {
                var some = gone.subList(from, Math.min(gone.size(), from + DROP_AT_ONCE));
                transaction.executeWithoutResult(_ -> {
                    var touched = new Touched();
                    store.known(project, some)
                            .forEach((id, run) -> touched.add(new RunId(id), run.version(), run.sourceCommit()));
                    store.remove(project, some);
                    announce(project, touched);
                });
                dropped += some.size();
            }
        }

        void finish(RunStore.Progress progress) {
            transaction.executeWithoutResult(_ -> store.finished(project, progress, watched));
        }

        long seen() {
            return seen.size();
        }

        @Nullable
        Instant newestStart() {
            return newestStart;
        }

        @Nullable
        Instant newestEnd() {
            return newestEnd;
        }

        String summary() {
            if (added + changed + dropped == 0) {
                return "nothing changed, " + seen.size() + " runs looked at";
            }
            return added + " new runs, " + changed + " changed" + (dropped == 0 ? "" : ", " + dropped + " gone");
        }
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /// A page rarely says whether a run has artifacts; what a look found out stays.
    private static Run withArtifacts(Run run, RunStore.@Nullable Known before) {
        if (before == null || run.artifacts() != Artifacts.UNKNOWN || before.artifacts() == Artifacts.UNKNOWN) {
            return run;
        }
        return new Run(
                run.id(),
                run.name(),
                run.experimentId(),
                run.experiment(),
                run.user(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                run.deleted(),
                before.artifacts(),
                run.sourceCommit(),
                run.version(),
                run.parent(),
                run.metrics(),
                run.params(),
                run.tags(),
                run.paramsHash());
    }
}
