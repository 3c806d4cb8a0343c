package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.versions.GitRepo;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The real application is killed in the middle of its syncs, or its database below it; it ends at the same table.
class InterruptionPeerTest {

    private static final int VERSIONS = 600;
    private static final int KILLS = 2;

    @TempDir
    static Path folder;

    private static GitRepo repo;
    private static EmbeddedPostgres database;
    private static VigiaProcess undisturbed;
    private static String clean;

    @BeforeAll
    static void start() throws Exception {
        build();
        database = postgres(0);
        undisturbed = VigiaProcess.start(
                folder.resolve("undisturbed"),
                settings(
                        "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "spring.datasource.hikari.connection-timeout=2000",
                        "vigia.sync.interval=3s"));
        clean = settled(undisturbed);
    }

    @AfterAll
    static void stop() throws IOException {
        if (undisturbed != null) {
            undisturbed.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @AfterEach
    void withoutTheNewTag() {
        repo.gitWith("delete refs/tags/v2.0.0\n", "update-ref", "--stdin");
    }

    private static void build() throws Exception {
        Peers.require("git");
        folder = folder.toRealPath();
        repo = GitRepo.create(folder.resolve("repo"));
        var script = new StringBuilder();
        for (int i = 0; i < VERSIONS; i++) {
            var hash = "%02xa%029x".formatted(i % 256, i);
            var dvc = "outs:\n- path: data.csv\n  hash: md5\n  md5: " + hash + "\n  size: 1\n";
            script.append("commit refs/heads/main\nmark :").append(i + 1);
            script.append("\ncommitter A <a@example.org> ")
                    .append(1_700_000_000 + i)
                    .append(" +0000\ndata 1\nx\n");
            file(script, "data.csv.dvc", dvc);
            file(script, ".dvc/config", "[core]\nremote = s\n['remote \"s\"']\nurl = ../../store\n");
            script.append("\nreset refs/tags/v1.0.")
                    .append(i)
                    .append("\nfrom :")
                    .append(i + 1)
                    .append("\n\n");
            if (i % 5 > 0) {
                write(folder.resolve("store/files/md5/" + hash.substring(0, 2) + "/" + hash.substring(2)), "x");
            }
        }
        repo.gitWith(script.toString(), "fast-import", "--quiet");
        for (var line : repo.git("for-each-ref", "--format=%(objectname) %(refname:short)", "refs/tags")
                .lines()
                .toList()) {
            run(line.substring(0, 40), line.substring(41));
        }
        write(folder.resolve("mlruns/1/meta.yaml"), "experiment_id: '1'\nname: churn\nlifecycle_stage: active\n");
    }

    private static void file(StringBuilder script, String path, String text) {
        script.append("M 100644 inline ").append(path).append("\ndata ").append(text.length());
        script.append('\n').append(text).append('\n');
    }

    private static void run(String commit, String version) throws IOException {
        var id = commit.substring(0, 32);
        var run = folder.resolve("mlruns/1").resolve(id);
        write(
                run.resolve("meta.yaml"),
                "run_id: " + id + "\nrun_name: r\nexperiment_id: '1'\nstatus: 3\n"
                        + "start_time: 1767225600000\nend_time: 1767225660000\nlifecycle_stage: active\n");
        write(run.resolve("tags/version"), version);
        write(run.resolve("tags/mlflow.source.git.commit"), commit);
        write(run.resolve("metrics/rmse"), "1 0.5 1\n");
        write(run.resolve("artifacts/model.txt"), "x");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> settings(String... more) {
        var settings = new ArrayList<>(List.of(
                "vigia.file-roots[0]=" + folder,
                "vigia.projects[0].key=churn",
                "vigia.projects[0].git.url=" + repo.folder(),
                "vigia.projects[0].mlflow.tracking-uri=file:" + folder.resolve("mlruns")));
        settings.addAll(List.of(more));
        return settings;
    }

    @Test
    void endsAtTheSameTableHoweverOftenItIsKilledInTheMiddle() throws Exception {
        var interrupted = folder.resolve("interrupted");
        var seen = new TreeSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (var vigia = VigiaProcess.start(interrupted, settings())) {
                int wanted = kill;
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> isInTheMiddle(vigia, wanted, seen));
            }
        }
        assertThat(seen).as("where it was killed").isNotEmpty();

        try (var vigia = VigiaProcess.start(interrupted, settings())) {
            assertThat(settled(vigia).lines())
                    .containsExactlyElementsOf(clean.lines().toList());
        }
    }

    /// First as soon as any sync moves, then later and later.
    private static boolean isInTheMiddle(VigiaProcess vigia, int kill, TreeSet<String> seen) throws IOException {
        for (var source : vigia.ask("/api/v1/sources").get("sources")) {
            var progress = source.get("progress");
            if (progress != null && !progress.isNull() && progress.get("done").asInt() >= kill * 100) {
                seen.add(source.get("kind").asString() + " "
                        + progress.get("what").asString());
                return true;
            }
        }
        return isComplete(vigia);
    }

    private static boolean isComplete(VigiaProcess vigia) throws IOException {
        for (var source : vigia.ask("/api/v1/sources").get("sources")) {
            if (!source.hasNonNull("lastGoodAt") || source.hasNonNull("progress")) {
                return false;
            }
        }
        return true;
    }

    private static String settled(VigiaProcess vigia) throws IOException {
        var before = new AtomicReference<>("");
        // KPIs are compared after the verdicts, and each may change the other: it is over when nothing moves any more.
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    var table = table(vigia);
                    return table.equals(before.getAndSet(table))
                            && isComplete(vigia)
                            && !table.contains("kpis-not-compared")
                            && !table.contains("data-not-checked")
                            && !table.contains("runs-not-synced")
                            && !table.contains("artifacts-unknown")
                            && table.lines().count() == VERSIONS + 1;
                });
        return table(vigia);
    }

    /// A line a version, without the times at which each instance saw things.
    private static String table(VigiaProcess vigia) throws IOException {
        var answer = vigia.ask("/api/v1/projects/churn/integrity");
        var lines = new TreeSet<String>();
        for (JsonNode row : answer.get("rows")) {
            lines.add(row.toString()
                    .replaceAll("\"firstSeenAt\":\"[^\"]*\"", "")
                    .replaceAll("first seen on [^\"]*? UTC", "first seen"));
        }
        return String.join("\n", lines) + "\n" + answer.get("orphanRuns");
    }

    @Test
    void goesOnWhenItsDatabaseIsKilledAndStartedAgain() throws Exception {
        killServer();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var answer = undisturbed.get("/api/v1/projects/churn/integrity");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The database does not answer");
        });
        database.close();
        database = postgres(database.getPort());

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(table(undisturbed)).isEqualTo(clean));
        repo.git("update-ref", "refs/tags/v2.0.0", "v1.0.7");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(table(undisturbed)).contains("\"tag\":\"v2.0.0\""));
        assertThat(undisturbed.ask("/api/v1/sources").get("sources"))
                .allSatisfy(source -> assertThat(source.get("state").asString())
                        .as(source.toString())
                        .isEqualTo("ok"));
    }

    private static EmbeddedPostgres postgres(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static void killServer() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst();
        var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        var children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> !server.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
