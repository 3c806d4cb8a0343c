package dev.vigia.projects;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Projects and sources for tests.
public final class SourceFixtures {

    private SourceFixtures() {}

    public static Project project(String key, String name) {
        return new Project(
                new ProjectKey(key),
                name,
                new Project.Git("https://git.example.org/ml/" + key + ".git", Pattern.compile("v.*"), null, null, null),
                new Project.Mlflow("https://mlflow.example.org", null, null, null, List.of(), "version"),
                new Project.Dvc(Map.of(), null));
    }

    public static Projects projects(Project... projects) {
        var all = List.of(projects);
        return new Projects() {
            @Override
            public List<Project> all() {
                return all;
            }

            @Override
            public Optional<Project> find(ProjectKey key) {
                return all.stream().filter(project -> project.key().equals(key)).findFirst();
            }
        };
    }

    public static SourceId id(String project, SourceKind kind) {
        return new SourceId(new ProjectKey(project), kind);
    }

    public static SourceStatus fresh(SourceId id, Instant at, String outcome) {
        return new SourceStatus(id, location(id), SourceStatus.State.OK, at, at, outcome, null, null, null, false);
    }

    public static SourceStatus never(SourceId id) {
        return new SourceStatus(
                id, location(id), SourceStatus.State.NEVER_SYNCED, null, null, null, null, null, null, true);
    }

    public static SourceStatus failing(
            SourceId id, Instant tried, @Nullable Instant lastGood, String code, String sentence) {
        boolean stale = lastGood == null || lastGood.isBefore(tried.minus(Duration.ofMinutes(3)));
        return new SourceStatus(
                id,
                location(id),
                SourceStatus.State.FAILING,
                tried,
                lastGood,
                lastGood == null ? null : "2 new runs, 1 changed",
                code,
                sentence,
                null,
                stale);
    }

    public static SourceStatus stale(SourceStatus status) {
        return new SourceStatus(
                status.id(),
                status.location(),
                status.state(),
                status.lastAttemptAt(),
                status.lastGoodAt(),
                status.lastOutcome(),
                status.errorCode(),
                status.error(),
                status.progress(),
                true);
    }

    public static SourceStatus syncing(SourceStatus status, String what, long done, long total) {
        return new SourceStatus(
                status.id(),
                status.location(),
                status.state(),
                status.lastAttemptAt(),
                status.lastGoodAt(),
                status.lastOutcome(),
                status.errorCode(),
                status.error(),
                new SourceStatus.Progress(what, done, total, Instant.EPOCH),
                status.stale());
    }

    private static String location(SourceId id) {
        return switch (id.kind()) {
            case MLFLOW -> "https://mlflow.example.org";
            case GIT -> "https://git.example.org/ml/" + id.project() + ".git";
            case DVC -> "as each tag's configuration says";
            case PROMETHEUS -> "https://prometheus.example.org";
        };
    }

    /// Sources that do what a test tells them, and remember what they were asked.
    public static final class Fake implements Sources {

        private final Map<SourceId, SourceStatus> all = new LinkedHashMap<>();
        private final List<String> asked = new ArrayList<>();
        private Runnable afterReading = () -> {};

        public Fake(SourceStatus... statuses) {
            set(statuses);
        }

        public synchronized void set(SourceStatus... statuses) {
            for (SourceStatus status : statuses) {
                all.put(status.id(), status);
            }
        }

        public synchronized void clear() {
            all.clear();
            asked.clear();
            afterReading = () -> {};
        }

        /// Runs once, when those of a project have been read and before the reader has them.
        public synchronized void afterReading(Runnable what) {
            afterReading = what;
        }

        /// Such as `bankchurn/MLFLOW FULL`, `bankchurn INCREMENTAL`.
        public synchronized List<String> asked() {
            return List.copyOf(asked);
        }

        @Override
        public synchronized List<SourceStatus> all() {
            return List.copyOf(all.values());
        }

        @Override
        public synchronized List<SourceStatus> of(ProjectKey project) {
            var read = all().stream()
                    .filter(status -> status.id().project().equals(project))
                    .toList();
            var then = afterReading;
            afterReading = () -> {};
            then.run();
            return read;
        }

        @Override
        public synchronized Optional<SourceStatus> find(SourceId id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public synchronized void syncNow(ProjectKey project, SourceSync.Mode mode) {
            asked.add(project + " " + mode);
        }

        @Override
        public synchronized void syncNow(SourceId source, SourceSync.Mode mode) {
            asked.add(source.project() + "/" + source.kind() + " " + mode);
        }
    }
}
