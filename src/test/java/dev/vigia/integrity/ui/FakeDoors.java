package dev.vigia.integrity.ui;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.OrphanRun;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.VersionComparisons;
import dev.vigia.integrity.VersionReport;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunPage;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Doors that answer from memory, so that screens can be tried without sources behind them.
@TestConfiguration
public class FakeDoors {

    final List<IntegrityRow> rows = new CopyOnWriteArrayList<>(VersionFixtures.rows());
    final List<OrphanRun> orphans = new CopyOnWriteArrayList<>(VersionFixtures.orphans());
    final List<Project> projects = new CopyOnWriteArrayList<>(VersionFixtures.projects());
    final List<TagName> deepChecks = new CopyOnWriteArrayList<>();
    final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();

    public void reset() {
        rows.clear();
        rows.addAll(VersionFixtures.rows());
        orphans.clear();
        orphans.addAll(VersionFixtures.orphans());
        projects.clear();
        projects.addAll(VersionFixtures.projects());
        deepChecks.clear();
    }

    /// A new, whole version of bankchurn.
    public void add(String tag) {
        rows.add(VersionFixtures.version(VersionFixtures.BANKCHURN, tag)
                .ago(Duration.ofMinutes(1))
                .build());
    }

    /// The version of bankchurn is whole from now on.
    public void mend(String tag) {
        rows.removeIf(row -> row.project().equals(VersionFixtures.BANKCHURN)
                && row.tag().value().equals(tag));
        rows.add(VersionFixtures.version(VersionFixtures.BANKCHURN, tag)
                .ago(Duration.ofDays(6))
                .build());
    }

    public void tick() {
        listeners.forEach(listener -> listener.accept(Set.of("integrity/bankchurn")));
    }

    @Bean
    @Primary
    Projects fakeProjects() {
        return new Projects() {
            @Override
            public List<Project> all() {
                return List.copyOf(projects);
            }

            @Override
            public Optional<Project> find(ProjectKey key) {
                return projects.stream()
                        .filter(project -> project.key().equals(key))
                        .findFirst();
            }
        };
    }

    @Bean
    @Primary
    ChangeTicker fakeTicker() {
        return new ChangeTicker() {
            @Override
            public void changed(String topic) {
                listeners.forEach(listener -> listener.accept(Set.of(topic)));
            }

            @Override
            public Runnable subscribe(Consumer<Set<String>> listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        };
    }

    @Bean
    @Primary
    VersionCatalog fakeVersions() {
        var versions =
                mock(VersionCatalog.class, call -> switch (call.getMethod().getName()) {
                    case "checkDeeply" -> {
                        deepChecks.add(call.getArgument(1));
                        yield null;
                    }
                    case "link" -> Optional.of("javascript:alert(1)");
                    default -> Optional.class.equals(call.getMethod().getReturnType()) ? Optional.empty() : List.of();
                });
        return versions;
    }

    @Bean
    @Primary
    VersionComparisons fakeComparisons() {
        return mock(VersionComparisons.class, call -> switch (call.getMethod().getName()) {
            case "before" -> Optional.of(new TagName("v1.3.1"));
            case "plots" -> Optional.of(VersionFixtures.plots(call.getArgument(1), call.getArgument(2)));
            case "between" -> VersionFixtures.comparison(call.getArgument(1), call.getArgument(2));
            default -> null;
        });
    }

    @Bean
    @Primary
    RunCatalog fakeRuns() {
        return mock(RunCatalog.class, call -> switch (call.getMethod().getName()) {
            case "count" -> 0L;
            case "page" -> new RunPage(List.of(), null);
            default -> Optional.class.equals(call.getMethod().getReturnType()) ? Optional.empty() : List.of();
        });
    }

    @Bean
    @Primary
    IntegrityTable fakeTable() {
        var table = mock(IntegrityTable.class);
        when(table.rows(any(), anyLong(), anyInt())).thenAnswer(call -> {
            IntegrityQuery query = call.getArgument(0);
            return matching(query)
                    .filter(row ->
                            query.verdicts().isEmpty() || query.verdicts().contains(row.verdict()))
                    .sorted(order(query.sort()))
                    .skip(call.<Long>getArgument(1))
                    .limit(call.<Integer>getArgument(2))
                    .toList();
        });
        when(table.counts(any()))
                .thenAnswer(call -> matching(call.getArgument(0))
                        .collect(Collectors.groupingBy(IntegrityRow::verdict, Collectors.counting())));
        when(table.version(any(), any()))
                .thenAnswer(call -> rows.stream()
                        .filter(row -> row.project().equals(call.getArgument(0))
                                && row.tag().equals(call.getArgument(1)))
                        .findFirst()
                        .map(FakeDoors::report));
        when(table.orphanRuns(any()))
                .thenAnswer(call -> orphans.stream()
                        .filter(run -> run.project().equals(call.getArgument(0)))
                        .toList());
        return table;
    }

    private Stream<IntegrityRow> matching(IntegrityQuery query) {
        var text = query.text() == null ? "" : query.text().toLowerCase(Locale.ROOT);
        return rows.stream()
                .filter(row -> query.projects().isEmpty() || query.projects().contains(row.project()))
                .filter(row -> query.failing().isEmpty()
                        || row.checks().stream()
                                .anyMatch(check -> query.failing().contains(check.check())
                                        && check.outcome().isProblem()))
                .filter(row -> (row.tag() + " " + row.headline() + " " + row.runId())
                        .toLowerCase(Locale.ROOT)
                        .contains(text));
    }

    private static Comparator<IntegrityRow> order(IntegrityQuery.Sort sort) {
        Comparator<IntegrityRow> newest = Comparator.comparing(
                        (Function<IntegrityRow, Instant>) row -> Objects.requireNonNull(row.taggedAt()))
                .reversed();
        return switch (sort) {
            case PROBLEMS ->
                Comparator.comparing((IntegrityRow row) -> row.verdict().isProblem() ? row.verdict() : Outcome.PASS)
                        .reversed()
                        .thenComparing(newest);
            case NEWEST -> newest;
            case OLDEST -> newest.reversed();
            case TAG -> Comparator.comparing(row -> row.tag().value());
        };
    }

    private static VersionReport report(IntegrityRow row) {
        var at = row.judgedAt();
        var history = new ArrayList<VersionReport.Change>();
        if (row.verdict().isProblem()) {
            history.add(new VersionReport.Change(
                    at.minus(Duration.ofHours(5)), Outcome.PASS, row.verdict(), row.headline()));
        }
        history.add(new VersionReport.Change(at.minus(Duration.ofDays(3)), Outcome.FAIL, Outcome.PASS, "Whole"));
        history.add(new VersionReport.Change(at.minus(Duration.ofDays(4)), null, Outcome.FAIL, "Data not pushed"));
        var moved = row.headline().startsWith("Tag moved");
        var model = VersionFixtures.hex("model" + row.tag()).substring(0, 32);
        var comparison = List.of(
                new VersionReport.Comparison(
                        "commit",
                        "commit",
                        row.commit(),
                        null,
                        moved ? VersionFixtures.hex("first") : row.commit(),
                        moved),
                new VersionReport.Comparison("output", "models/model.pkl", model, model, null, false),
                new VersionReport.Comparison("metric", "rmse", "0.1184", null, "0.1184", false),
                new VersionReport.Comparison("metric", "qwk", "0.8127", null, "0.8127", false),
                new VersionReport.Comparison("param", "train.max_depth", "6", null, "6", false));
        var outputs = List.of(
                new DataOutput(
                        "models/model.pkl",
                        model,
                        48_211_034L,
                        false,
                        "dvc3",
                        "s3-prod",
                        "files/md5/" + model,
                        DataOutput.Presence.PRESENT,
                        "pushed",
                        List.of(),
                        true),
                new DataOutput(
                        "data/features.parquet",
                        VersionFixtures.hex("x").substring(0, 32),
                        8_211_034L,
                        false,
                        "dvc3",
                        "s3-prod",
                        "k",
                        moved ? DataOutput.Presence.PRESENT : DataOutput.Presence.MISSING,
                        moved ? "pushed" : "object-missing",
                        List.of(),
                        true),
                new DataOutput(
                        "data/raw",
                        VersionFixtures.hex("d").substring(0, 32) + ".dir",
                        1_948_211_034L,
                        true,
                        "dvc3",
                        "s3-prod",
                        "k",
                        DataOutput.Presence.PRESENT,
                        "pushed",
                        List.of(),
                        true));
        return new VersionReport(row, history, outputs, at, comparison);
    }
}
