package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Projects and runs for tests.
public final class RunFixtures {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Experiment CHURN = new Experiment("1", "churn", false);

    private RunFixtures() {}

    public static Project project(String key, String trackingUri, String... experiments) {
        return new Project(
                new ProjectKey(key), key, null, source(trackingUri, experiments), new Project.Dvc(Map.of(), null));
    }

    public static Project.Mlflow source(String trackingUri, String... experiments) {
        return new Project.Mlflow(trackingUri, null, null, null, List.of(experiments), "version");
    }

    /// A finished run of [#CHURN], numbered, one a minute; every third claims a version.
    public static RunFacts run(int number) {
        var tags = new HashMap<String, String>();
        tags.put("mlflow.source.git.commit", "%040x".formatted(number / 2));
        if (number % 3 == 0) {
            tags.put("version", "v1.0." + number);
        }
        return new RunFacts(
                new RunId("%032x".formatted(number)),
                "train-" + number,
                CHURN.id(),
                "ci",
                RunStatus.FINISHED,
                START.plusSeconds(60L * number),
                START.plusSeconds(60L * number + 30),
                false,
                Artifacts.UNKNOWN,
                Map.of("rmse", number / 7.0),
                Map.of("seed", String.valueOf(number)),
                tags);
    }

    public static RunFacts tagged(RunFacts run, String key, String value) {
        var tags = new HashMap<>(run.tags());
        tags.put(key, value);
        return changed(run, run.status(), run.endedAt(), run.deleted(), run.metrics(), tags);
    }

    public static RunFacts untagged(RunFacts run, String key) {
        var tags = new HashMap<>(run.tags());
        tags.remove(key);
        return changed(run, run.status(), run.endedAt(), run.deleted(), run.metrics(), tags);
    }

    public static RunFacts deleted(RunFacts run, boolean deleted) {
        return changed(run, run.status(), run.endedAt(), deleted, run.metrics(), run.tags());
    }

    public static RunFacts open(RunFacts run) {
        return changed(run, RunStatus.RUNNING, null, run.deleted(), run.metrics(), run.tags());
    }

    public static RunFacts measured(RunFacts run, Map<String, Double> metrics) {
        return changed(run, run.status(), run.endedAt(), run.deleted(), metrics, run.tags());
    }

    private static RunFacts changed(
            RunFacts run,
            RunStatus status,
            @Nullable Instant endedAt,
            boolean deleted,
            Map<String, Double> metrics,
            Map<String, String> tags) {
        return new RunFacts(
                run.id(),
                run.name(),
                run.experimentId(),
                run.user(),
                status,
                run.startedAt(),
                endedAt,
                deleted,
                run.artifacts(),
                metrics,
                run.params(),
                tags);
    }
}
