package dev.vigia.runs.ui;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunBuilder;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunQuery;
import dev.vigia.runs.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs for tests, made by number: number 0 is the newest.
public final class SampleRuns {

    public static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final String[] EXPERIMENTS = {"churn-xgb", "churn-lightgbm", "churn-baseline"};
    private static final String[] USERS = {"a.lopez", "m.ortiz", "j.rivas"};

    private SampleRuns() {}

    /// A run as training leaves it behind, one every 47 minutes; some fail, some still run, some claim a version.
    public static Run run(int number) {
        var status = number == 0
                ? RunStatus.RUNNING
                : number % 23 == 5 ? RunStatus.FAILED : number % 41 == 7 ? RunStatus.KILLED : RunStatus.FINISHED;
        var started = NOW.minus(Duration.ofMinutes(4 + 47L * number));
        boolean done = status == RunStatus.FINISHED;
        var metrics = new TreeMap<String, Double>();
        if (done) {
            metrics.put("rmse", 0.1184 + 0.0007 * (number % 29));
            metrics.put("train_time_s", 41.0 + number % 17 * 1.3);
            metrics.put("data_drift_pct", number % 31 * 0.4);
            metrics.put("val/auc", 0.91 - 0.001 * (number % 37));
            metrics.put("n_rows", 165034.0);
        }
        if (status == RunStatus.FAILED) {
            metrics.put("rmse", number % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
        }
        var params = new TreeMap<String, String>();
        params.put("max_depth", String.valueOf(4 + number % 5));
        params.put("eta", number % 2 == 0 ? "0.1" : "0.05");
        params.put("n_estimators", "400");
        params.put("features", "age,balance,tenure,products,active,salary,geography");
        var id = String.format(Locale.ROOT, "%08x%024x", 0x5c9d1e7 + number * 2654435, number);
        return new Run(
                new RunId(id),
                number % 3 == 0 ? "train_xgboost" : "gallant-heron-" + (100 + number % 900),
                String.valueOf(1 + number % 3),
                EXPERIMENTS[number % 3],
                USERS[number % 3],
                status,
                started,
                status.isOpen() ? null : started.plusSeconds(38 + number % 17 * 61L),
                number % 53 == 9,
                done ? Artifacts.PRESENT : status.isOpen() ? Artifacts.UNKNOWN : Artifacts.ABSENT,
                String.format(Locale.ROOT, "%040x", 0x9c41e07L * (1 + number / 3)),
                done && number % 7 == 1 ? "v1." + (30 - number / 7 % 31) + ".0" : null,
                null,
                metrics,
                params,
                tags(number),
                String.format(Locale.ROOT, "%064x", 0xa1b2c3dL * (1 + number % 10)));
    }

    public static Run withParams(Run run, Map<String, String> params) {
        return RunBuilder.like(run).params(params).build();
    }

    /// Nested in the run of that number.
    public static Run within(Run run, int parent) {
        return RunBuilder.like(run).parent(run(parent).id()).build();
    }

    public static Run withMetrics(Run run, Map<String, Double> metrics) {
        return RunBuilder.like(run).metrics(metrics).build();
    }

    public static Run named(Run run, String name) {
        return RunBuilder.like(run).name(name).build();
    }

    /// Makes a mock of the catalog answer from these runs, made one by one as they are asked for. May be called again.
    public static void serve(RunCatalog mock, int count, IntFunction<Run> runs) {
        doAnswer(call -> matching(call.getArgument(0), count, runs).count())
                .when(mock)
                .count(any());
        doAnswer(call -> matching(call.getArgument(0), count, runs)
                        .skip(call.<Long>getArgument(1))
                        .limit(call.<Integer>getArgument(2))
                        .toList())
                .when(mock)
                .slice(any(), anyLong(), anyInt());
        doAnswer(call -> IntStream.range(0, count)
                        .mapToObj(runs)
                        .filter(run -> run.id().equals(call.<RunId>getArgument(1)))
                        .findFirst())
                .when(mock)
                .find(any(), any());
        doAnswer(call -> IntStream.range(0, count)
                        .mapToObj(runs)
                        .filter(run -> call.getArgument(1).equals(run.parent()))
                        .limit(RunCatalog.MOST_CHILDREN)
                        .toList())
                .when(mock)
                .children(any(), any());
        doReturn(List.of(EXPERIMENTS)).when(mock).experiments(any());
        doAnswer(call -> Optional.of("https://mlflow.example.org/#/experiments/1/runs/"
                        + call.<Run>getArgument(1).id()))
                .when(mock)
                .link(any(), any());
    }

    private static Stream<Run> matching(RunQuery query, int count, IntFunction<Run> runs) {
        return IntStream.range(0, count)
                .mapToObj(runs)
                .filter(run -> query.includeDeleted() || !run.deleted())
                .filter(run -> query.status() == null || query.status() == run.status())
                .filter(run -> query.experiment() == null || query.experiment().equals(run.experiment()))
                .filter(run -> query.version() == null || Objects.equals(query.version(), run.version()))
                .filter(run -> query.text() == null || contains(run, query.text()));
    }

    private static boolean contains(Run run, @Nullable String text) {
        var wanted = Objects.requireNonNull(text).toLowerCase(Locale.ROOT);
        return Stream.of(run.name(), run.id().value(), run.experiment(), run.user(), run.version())
                .filter(Objects::nonNull)
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Map<String, String> tags(int number) {
        var tags = new LinkedHashMap<String, String>();
        tags.put("mlflow.source.name", "train.py");
        tags.put("mlflow.user", USERS[number % 3]);
        tags.put("team", "retention");
        return tags;
    }

    /// The project the runs are said to be of; the catalog's mock does not tell projects apart.
    public static ProjectKey project() {
        return new ProjectKey("bankchurn");
    }
}
