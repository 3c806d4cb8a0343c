package dev.vigia.kpi;

import static dev.vigia.runs.RunFixtures.measured;

import dev.vigia.bench.BenchApplication;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunFixtures;
import dev.vigia.runs.StoredRuns;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// A million samples of one KPI: charts of any part of them, taking in many more, and judging one new run.
final class KpiBenchmark implements Benchmark {

    private static final ProjectKey LARGE = new ProjectKey("large");
    private static final ProjectKey SMALL = new ProjectKey("small");
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final int SAMPLES = 1_000_000;
    private static final int TAKEN_IN = 100_000;
    private static final int CHUNK = 1000;
    private static final double OPENS_WITHIN = 0.1;

    @Override
    public String name() {
        return "kpis";
    }

    @Override
    public List<Ratio> run() throws Exception {
        try (var application = BenchApplication.start(
                Files.createTempDirectory("vigia-bench"),
                "--vigia.projects[0].key=large",
                "--vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
                "--vigia.projects[1].key=small",
                "--vigia.projects[1].mlflow.tracking-uri=http://127.0.0.1:9")) {
            var context = application.context();
            var jdbc = context.getBean(JdbcTemplate.class);
            // Before the first time all runs are read; these samples have none.
            context.getBean(Deriving.class).drain(LARGE);
            context.getBean(Deriving.class).drain(SMALL);
            fill(jdbc, LARGE, SAMPLES);
            fill(jdbc, SMALL, 1000);
            jdbc.execute("vacuum analyze");
            var ratios = new ArrayList<Ratio>();
            var history = context.getBean(KpiHistory.class);
            var begun = System.nanoTime();
            history.series(LARGE, "rmse", new SeriesQuery(null, null, 1200));
            var cold = (System.nanoTime() - begun) / 1e9;
            ratios.add(window(history, "all of 1 000 000 samples ÷ 0.1 s", null, null)
                    .withNote("PostgreSQL, 1200 points; the first time, from the database: %.2f s".formatted(cold)));
            ratios.add(window(history, "a tenth of them ÷ 0.1 s", second(450_000), second(550_000)));
            ratios.add(window(history, "the last hundredth ÷ 0.1 s", second(990_000), null));
            ratios.add(intake(context));
            ratios.add(oneRun(context));
            return ratios;
        }
    }

    private static Instant second(int number) {
        return BEGIN.plusSeconds(number);
    }

    private static Ratio window(KpiHistory history, String what, @Nullable Instant from, @Nullable Instant to)
            throws Exception {
        return Rounds.usual()
                .compareTimed(
                        what,
                        1,
                        Rounds.timed(() -> {
                            var page = history.series(LARGE, "rmse", new SeriesQuery(from, to, 1200));
                            if (page.points().size() != 1200) {
                                throw new IllegalStateException(
                                        what + " shows " + page.points().size() + " points");
                            }
                        }),
                        () -> OPENS_WITHIN);
    }

    /// The same rows, once looked up, compared and marked, once only inserted.
    private static Ratio intake(ApplicationContext context) throws Exception {
        var intake = context.getBean(SampleIntake.class);
        var store = context.getBean(SampleStore.class);
        var clock = context.getBean(Clock.class);
        var transaction = context.getBean(TransactionTemplate.class);
        var round = new int[1];
        return Rounds.usual()
                .compare(
                        "taking in 100 000 samples ÷ a bare batched insert of them",
                        1.5,
                        () -> {
                            var samples = fresh(round[0]++);
                            transaction.executeWithoutResult(_ -> chunks(samples)
                                    .forEach(chunk -> intake.take(
                                            SMALL,
                                            SampleSource.RUN,
                                            chunk.stream().map(Sample::origin).toList(),
                                            chunk)));
                        },
                        () -> {
                            var samples = fresh(round[0]++);
                            transaction.executeWithoutResult(
                                    _ -> chunks(samples).forEach(chunk -> store.insert(SMALL, chunk, clock.instant())));
                        });
    }

    private static List<Sample> fresh(int round) {
        return IntStream.range(0, TAKEN_IN)
                .mapToObj(i -> new Sample(
                        "qwk",
                        BEGIN.plusSeconds((long) round * TAKEN_IN + i),
                        SampleSource.RUN,
                        "%08x%024x".formatted(round, i),
                        0.8))
                .toList();
    }

    private static List<List<Sample>> chunks(List<Sample> samples) {
        return IntStream.range(0, samples.size() / CHUNK)
                .mapToObj(i -> samples.subList(i * CHUNK, (i + 1) * CHUNK))
                .toList();
    }

    private static Ratio oneRun(ApplicationContext context) throws Exception {
        var deriving = context.getBean(Deriving.class);
        var number = new int[] {50_000_000};
        return Rounds.usual()
                .compareTimed(
                        "judging one new run after 1 000 000 samples ÷ after 1 000",
                        1.5,
                        () -> judged(context, deriving, LARGE, number[0]++),
                        () -> judged(context, deriving, SMALL, number[0]++));
    }

    private static double judged(ApplicationContext context, Deriving deriving, ProjectKey project, int number) {
        StoredRuns.store(context, project, measured(RunFixtures.run(number), Map.of("rmse", 0.5)));
        var begun = System.nanoTime();
        deriving.drain(project);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void fill(JdbcTemplate jdbc, ProjectKey project, int samples) {
        var random = new Random(1);
        jdbc.update(
                "insert into kpi_sample (project, kpi, sampled_at, source, origin, sample, recorded_at)"
                        + " select ?, 'rmse', cast(? as timestamptz) + i * interval '1 second', 'RUN', md5(i::text),"
                        + " 0.4 + 0.1 * sin(i / 5000.0) + (i::bigint * 7919 % 1000) / 20000.0 + ?, now()"
                        + " from generate_series(0, ? - 1) i",
                project.value(), BEGIN.toString(), random.nextDouble() / 100, samples);
    }
}
