package dev.vigia.peers;

import static dev.vigia.alerts.AlertFixtures.firing;
import static dev.vigia.alerts.AlertFixtures.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.alerts.AlertFixtures;
import dev.vigia.drift.DriftFixtures;
import dev.vigia.notify.Recorder;
import dev.vigia.notify.Recorder.Reply;
import dev.vigia.platform.EcsLines;
import dev.vigia.platform.Release;
import dev.vigia.versions.GitRepo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What whoever operates the running application has of it: what it prints as JSON while it works and everything around
/// it refuses, and its backups.
class OperationPeerTest {

    private static final int TOGETHER = 5;

    private static final Recorder RECORDER = Recorder.shared();
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final List<String> SECRETS =
            List.of("s3cret-bearer", "s3cret-password", "s3cret-path", "s3cret-signature", "s3cret-in-url");

    @TempDir
    static Path folder;

    private static VigiaProcess vigia;

    @BeforeAll
    static void start() throws IOException {
        // Other tests of this JVM may have left answers of theirs.
        RECORDER.forget();
        Peers.require("git");
        folder = folder.toRealPath();
        var repo = GitRepo.create(folder.resolve("repo"));
        repo.file("data.csv.dvc", "outs:\n- path: data.csv\n  hash: md5\n  md5: " + RUN + "\n  size: 1\n")
                .file(
                        ".dvc/config",
                        "[core]\nremote = s\n['remote \"s\"']\nurl = "
                                + RECORDER.url("echo").replace("//", "//vigia:s3cret-in-url@") + "\n")
                .commit("first");
        repo.tag("v1.0.0");
        write("mlruns/1/meta.yaml", "experiment_id: '1'\nname: churn\nlifecycle_stage: active\n");
        // A server that shows in its answers what it was asked with.
        RECORDER.on("echo", request -> Reply.of(500, "no: " + request.path() + " " + request.headers()));
        RECORDER.on("refuses", request -> Reply.of(404, "no: " + request.path() + " " + request.headers()));
        vigia = VigiaProcess.start(
                folder.resolve("data"),
                List.of(
                        "logging.structured.format.console=ecs",
                        "vigia.file-roots[0]=" + folder,
                        "vigia.sync.interval=1s",
                        "vigia.projects[0].key=churn",
                        "vigia.projects[0].git.url=" + repo.folder(),
                        "vigia.projects[0].mlflow.tracking-uri=file:" + folder.resolve("mlruns"),
                        "vigia.projects[1].key=broken",
                        "vigia.projects[1].mlflow.tracking-uri=" + RECORDER.url("echo"),
                        "vigia.projects[1].mlflow.token=s3cret-bearer",
                        "vigia.projects[1].git.url="
                                + RECORDER.url("echo/repo.git").replace("http:", "https:"),
                        "vigia.projects[1].git.username=vigia",
                        "vigia.projects[1].git.password=s3cret-password",
                        "vigia.notifications.receivers[0].name=ops",
                        "vigia.notifications.receivers[0].kind=webhook",
                        "vigia.notifications.receivers[0].url=" + RECORDER.url("ops/s3cret-path"),
                        "vigia.notifications.receivers[1].name=fails",
                        "vigia.notifications.receivers[1].kind=webhook",
                        "vigia.notifications.receivers[1].secret=s3cret-signature",
                        "vigia.notifications.receivers[1].url=" + RECORDER.url("echo/s3cret-path"),
                        "vigia.notifications.receivers[2].name=refuses",
                        "vigia.notifications.receivers[2].kind=slack",
                        "vigia.notifications.receivers[2].url=" + RECORDER.url("refuses/s3cret-path"),
                        "vigia.notifications.rules[0].receiver=ops",
                        "vigia.notifications.rules[0].events=alert-fired,verdict-changed",
                        "vigia.notifications.rules[1].receiver=fails",
                        "vigia.notifications.rules[1].events=alert-fired",
                        "vigia.notifications.rules[2].receiver=refuses",
                        "vigia.notifications.rules[2].events=alert-fired"));
    }

    @AfterAll
    static void stop() {
        if (vigia != null) {
            vigia.close();
        }
        RECORDER.forget();
    }

    private static void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void tellsEachEventInOneLineWithItsFieldsAndNeverASecret() throws IOException {
        has("sync-finished", Map.of("vigia.project", "churn", "vigia.source", "git", "event.outcome", "success"));
        has("sync-finished", Map.of("vigia.project", "broken", "vigia.source", "mlflow", "event.outcome", "failure"));
        has("sync-finished", Map.of("vigia.project", "broken", "vigia.source", "git", "event.outcome", "failure"));
        has("sync-finished", Map.of("vigia.project", "churn", "vigia.source", "dvc"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !vigia.ask("/api/v1/projects/churn/integrity")
                        .get("rows")
                        .isEmpty());

        run();
        has("run-synced", Map.of("vigia.project", "churn", "vigia.run", RUN, "vigia.version", "v1.0.0"));
        has("verdict-changed", Map.of("vigia.project", "churn", "vigia.version", "v1.0.0"));
        // The run may be judged before it is known which version it made.
        has("kpi-breach-began", Map.of("vigia.project", "churn", "vigia.kpi", "qwk", "vigia.run", RUN));
        has("alert-fired", Map.of("vigia.project", "churn", "vigia.alert", "ModelDegradation", "vigia.kpi", "qwk"));
        has("notification-sent", Map.of("vigia.receiver", "ops", "vigia.alert", "ModelDegradation"));

        var alert = firing("HighErrorRate").with("project", "churn").with("version", "v1.0.0");
        vigia.post("/api/v1/alerts/alertmanager?cluster=main", payload(alert), "from-alertmanager-1");
        var fired = Map.of("vigia.project", "churn", "vigia.alert", "HighErrorRate", "vigia.version", "v1.0.0");
        var episode = EcsLines.at(has("alert-fired", fired), "vigia.episode");
        vigia.post("/api/v1/alerts/" + episode + "/acknowledge", "{}", "by-hand-1");
        has(
                "alert-acknowledged",
                Map.of(
                        "http.request.id", "by-hand-1",
                        "user.name", "token:bootstrap",
                        "vigia.episode", episode,
                        "vigia.alert", "HighErrorRate"));
        vigia.post("/api/v1/alerts/alertmanager?cluster=main", payload(alert.resolvedAfter(Duration.ofMinutes(1))));
        has("alert-resolved", fired);
        has("notification-sent", Map.of("vigia.receiver", "ops", "vigia.alert", "HighErrorRate"));
        has("notification-failed", Map.of("vigia.receiver", "fails", "event.outcome", "failure"));
        has("notification-given-up", Map.of("vigia.receiver", "refuses", "log.level", "WARN"));

        vigia.post(
                "/api/v1/projects/churn/drift-reports?version=v1.0.0&run=" + RUN,
                new String(DriftFixtures.report(1, 4), StandardCharsets.UTF_8),
                "from-the-job-1");
        has(
                "drift-reported",
                Map.of(
                        "vigia.project", "churn",
                        "vigia.version", "v1.0.0",
                        "vigia.run", RUN,
                        "http.request.id", "from-the-job-1"));

        assertThat(RECORDER.requests("echo"))
                .as("what the secrets were shown to")
                .anyMatch(request -> request.headers().containsValue("Bearer s3cret-bearer"));
        assertThat(lines()).allSatisfy(line -> {
            assertThat(EcsLines.at(line, "@timestamp")).isNotEmpty();
            assertThat(EcsLines.at(line, "service.name")).isEqualTo("vigia");
            assertThat(EcsLines.at(line, "service.version")).isEqualTo(Release.version());
            assertThat(line.toString()).doesNotContain(SECRETS);
        });
    }

    /// Whatever is answered before a backup begins is in it, and a delivery as a whole or not at all.
    @Test
    void isBackedUpWhileAlertsComeInAndStartsFromTheBackup() throws Exception {
        var delivered = new AtomicInteger();
        var over = new AtomicBoolean();
        var sender = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                deliver(delivered.get());
                delivered.incrementAndGet();
            }
        });
        var backup = folder.resolve("backup.zip");
        int before;
        int after;
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> delivered.get() > 5);
            before = delivered.get();
            assertThat(command("BackupCommand", backup.toString(), "--url", vigia.url()))
                    .contains(backup + ": ", " tables, ");
            after = delivered.get();
            await("alerts after the backup").atMost(Duration.ofMinutes(1)).until(() -> delivered.get() > after + 1);
        } finally {
            over.set(true);
        }
        sender.get(1, TimeUnit.MINUTES);

        var restored = folder.resolve("restored");
        assertThat(command("RestoreCommand", backup.toString(), "--", "--vigia.data-dir=" + restored))
                .contains(restored.resolve("vigia.mv.db").toString());
        var deliveries = deliveries(restored);
        assertThat(deliveries.keySet())
                .containsAll(IntStream.range(0, before).boxed().toList())
                .doesNotContain(after + 1);
        assertThat(deliveries.values()).as("no half delivery").containsOnly((long) TOGETHER);
        try (var again = VigiaProcess.start(
                restored, List.of("vigia.jobs.enabled=false", "logging.structured.format.console=ecs"))) {
            assertThat(again.ask("/api/v1/alerts?matcher=delivery%3D%220%22").get("alerts"))
                    .hasSize(TOGETHER);
        }
    }

    private static void deliver(int number) {
        try {
            var answer = vigia.post(
                    "/api/v1/alerts/alertmanager?cluster=backup",
                    payload(IntStream.range(0, TOGETHER)
                            .mapToObj(i -> firing("Load")
                                    .with("i", String.valueOf(i))
                                    .with("delivery", String.valueOf(number)))
                            .toArray(AlertFixtures.Sent[]::new)));
            assertThat(answer.statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many alerts of each delivery there are.
    private static Map<Integer, Long> deliveries(Path data) throws SQLException {
        var found = new TreeMap<Integer, Long>();
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("vigia"), "vigia", "");
                var rows = connection
                        .createStatement()
                        .executeQuery("select a.labels from alert_episode e join alert a on a.cluster = e.cluster"
                                + " and a.fingerprint = e.fingerprint where a.cluster = 'backup'")) {
            while (rows.next()) {
                var labels = JsonMapper.shared().readTree(rows.getString(1));
                found.merge(Integer.valueOf(labels.get("delivery").asString()), 1L, Long::sum);
            }
        }
        return found;
    }

    /// Runs `./vigia backup` or `restore` as the launcher would.
    ///
    /// @return what it said
    private static String command(String name, String... arguments) throws Exception {
        var said = Files.createTempFile(folder, name, ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                VigiaProcess.classPath(),
                "dev.vigia.platform.backup." + name));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("VIGIA_TOKEN", VigiaProcess.TOKEN);
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static void run() throws IOException {
        var run = "mlruns/1/" + RUN + "/";
        write(run + "tags/version", "v1.0.0");
        write(run + "metrics/qwk", "1 0.5 1\n");
        write(run + "artifacts/model.txt", "x");
        write(
                run + "meta.yaml",
                "run_id: " + RUN + "\nrun_name: r\nexperiment_id: '1'\nstatus: 3\nstart_time: 1767225600000\n"
                        + "end_time: 1767225660000\nlifecycle_stage: active\n");
    }

    /// Waits for such a line.
    private static JsonNode has(String action, Map<String, String> fields) {
        var found = new AtomicReference<JsonNode>();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(lines())
                        .filteredOn(line -> EcsLines.at(line, "event.action").equals(action))
                        .anySatisfy(line -> {
                            fields.forEach((name, value) ->
                                    assertThat(EcsLines.at(line, name)).as(name).isEqualTo(value));
                            found.set(line);
                        }));
        return found.get();
    }

    /// Fails if one is not JSON; the last may still be on its way.
    private static List<JsonNode> lines() throws IOException {
        var printed = vigia.printed();
        return printed.substring(0, printed.lastIndexOf('\n') + 1)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
