package dev.vigia.runs;

import com.zaxxer.hikari.HikariDataSource;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import dev.vigia.peers.MlflowServer;
import dev.vigia.peers.Peers;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.Dialect;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.runs.mlflow.BenchMlflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The sync of many runs from a real server against curl fetching the same pages one after another, and a sync that
/// finds nothing new against the full one. The database is H2 in a file, as shipped; nobody listens to the events.
final class RunSyncBenchmark implements Benchmark {

    private static final int RUNS = Integer.getInteger("vigia.bench.runs", 20_000);
    private static final Pattern TOKEN = Pattern.compile("\"next_page_token\":\\s*\"([^\"]+)\"");

    @Override
    public String name() {
        return "run-sync";
    }

    @Override
    public String missing() {
        return Peers.find("mlflow").isEmpty() ? "mlflow is not installed" : "";
    }

    @Override
    public List<Ratio> run() throws Exception {
        var folder = Files.createTempDirectory("vigia-bench");
        try (var server = MlflowServer.start(folder, "--workers", "4")) {
            var experiment = fill(server);
            var full = new ArrayList<Double>();
            var nothing = new ArrayList<Double>();
            var rounds = Rounds.usual();
            var paging = rounds.compareTimed(
                    "sync of " + RUNS + " runs ÷ paging with curl, one page after another",
                    1.15,
                    () -> {
                        try (var store = new Store(folder)) {
                            double seconds = store.sync(server.uri(), Mode.FULL);
                            full.add(seconds);
                            store.knowAllArtifacts();
                            nothing.add(store.sync(server.uri(), Mode.INCREMENTAL));
                            return seconds;
                        }
                    },
                    Rounds.timed(() -> page(folder, server.uri(), experiment)));
            return List.of(
                    paging,
                    new Ratio(
                            "sync with nothing changed ÷ full sync",
                            0.02,
                            rounds.measured(nothing),
                            rounds.measured(full),
                            ""));
        } finally {
            delete(folder);
        }
    }

    private static String fill(MlflowServer server) throws IOException, InterruptedException {
        var script = Files.createTempFile("fill", ".py");
        try (var source = RunSyncBenchmark.class.getResourceAsStream("/fill_mlflow.py")) {
            if (source == null) {
                throw new IllegalStateException("fill_mlflow.py is not on the class path");
            }
            Files.write(script, source.readAllBytes());
            return run(
                            Peers.require("mlflow-python").toString(),
                            script.toString(),
                            server.database().toString(),
                            "bench",
                            String.valueOf(RUNS))
                    .strip();
        } finally {
            Files.delete(script);
        }
    }

    private static void page(Path folder, String uri, String experiment) throws IOException, InterruptedException {
        var answer = folder.resolve("page.json");
        @Nullable String token = null;
        do {
            var ask = "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":1000,\"run_view_type\":\"ALL\""
                    + (token == null ? "" : ",\"page_token\":\"" + token + "\"") + "}";
            run(
                    "curl",
                    "-sf",
                    "-o",
                    answer.toString(),
                    "-H",
                    "Content-Type: application/json",
                    "-d",
                    ask,
                    uri + "/api/2.0/mlflow/runs/search");
            var text = Files.readString(answer);
            var found = TOKEN.matcher(text.substring(Math.max(0, text.length() - 500)));
            token = found.find() ? found.group(1) : null;
        } while (token != null);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + " failed: " + output);
        }
        return output;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// An empty database, and the sync that fills it.
    private static final class Store implements AutoCloseable {

        private final HikariDataSource database = new HikariDataSource();
        private final JdbcTemplate jdbc;

        Store(Path folder) throws IOException {
            database.setJdbcUrl("jdbc:h2:file:" + Files.createTempDirectory(folder, "db") + "/vigia");
            database.setUsername("vigia");
            database.setPassword("");
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                    .load()
                    .migrate();
            jdbc = new JdbcTemplate(database);
        }

        double sync(String uri, Mode mode) throws SourceFailure {
            var store = new RunStore(jdbc, Dialect.H2);
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
            var intake = new RunIntake(store, transaction, event -> {}, new NoTicker());
            // As shipped.
            var settings = new RunSyncSettings(Duration.ofMinutes(10), Duration.ofDays(7), 500, 50, 100);
            var sync = new RunSync(
                    store,
                    intake,
                    new ArtifactLook(store, intake, settings),
                    List.of(BenchMlflow.source()),
                    settings,
                    Clock.systemUTC());
            Project project = RunFixtures.project("bench", uri);
            long start = System.nanoTime();
            var said = sync.sync(project, mode, (what, done, total) -> {});
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%s: %s in %.2f s%n", mode, said, seconds);
            long stored = store.count(project.key());
            if (stored != RUNS) {
                throw new IllegalStateException("stored " + stored + " runs instead of " + RUNS);
            }
            return seconds;
        }

        /// As it is when the looks of some more syncs, a hundred each, are done.
        void knowAllArtifacts() {
            jdbc.update("update runs set artifacts = 'ABSENT' where artifacts = 'UNKNOWN'");
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static final class NoTicker implements ChangeTicker {
        @Override
        public void changed(String topic) {}

        @Override
        public Runnable subscribe(Consumer<Set<String>> listener) {
            return () -> {};
        }
    }
}
