package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.alerts.AlertFixtures;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real application is killed while alerts are delivered to it, or its database below it: nothing that was
/// answered with success is lost, and nothing is there twice. Senders do what Alertmanager does: they come again.
class AlertInterruptionPeerTest {

    private static final int KILLS = 2;
    private static final int DATABASE_KILLS = 1;
    private static final int SENDERS = 4;
    private static final int ALERTS = 20;

    @TempDir
    Path folder;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile VigiaProcess vigia;
    private volatile boolean over;

    @Test
    void losesNothingAndDoublesNothingHoweverOftenItOrItsDatabaseIsKilled() throws Exception {
        survives(folder, KILLS, DATABASE_KILLS);
    }

    /// @return how many alerts were answered with success; all of them are there, each once
    int survives(Path place, int kills, int databaseKills) throws Exception {
        folder = place;
        var database = postgres(0);
        var port = database.getPort();
        try {
            vigia = VigiaProcess.start(folder.resolve("app"), settings(database));
            var senders = IntStream.range(0, SENDERS)
                    .mapToObj(_ -> Thread.ofVirtual().start(this::send))
                    .toList();
            for (int kill = 0; kill < kills; kill++) {
                moreAnswered(25);
                vigia.close();
                vigia = VigiaProcess.start(folder.resolve("app"), settings(database));
            }
            for (int kill = 0; kill < databaseKills; kill++) {
                moreAnswered(25);
                killServer();
                var before = busy.get();
                await().atMost(Duration.ofMinutes(1)).until(() -> busy.get() > before);
                database.close();
                database = postgres(port);
            }
            moreAnswered(25);
            over = true;
            for (Thread sender : senders) {
                sender.join();
            }

            var stored = stored(database);
            assertThat(wrong).as("answers that would make a sender give up").isEmpty();
            assertThat(stored).as("nothing is there twice").doesNotHaveDuplicates();
            assertThat(new HashSet<>(stored)).as("nothing is lost").containsAll(answered);
            assertThat(answered).hasSizeGreaterThan((kills + databaseKills) * 25 * ALERTS);
            return answered.size();
        } finally {
            over = true;
            if (vigia != null) {
                vigia.close();
            }
            database.close();
        }
    }

    /// Killed in the moment of the answer, when a database that writes a little later would lose most.
    @Test
    void keepsOnTheEmbeddedDatabaseWhatItHasJustAnswered() throws Exception {
        try {
            vigia = VigiaProcess.start(folder.resolve("embedded"), List.of());
            var answer = vigia.post(
                    "/api/v1/alerts/alertmanager?cluster=load", AlertFixtures.payload(AlertFixtures.firing("Last")));
            vigia.close();
            assertThat(answer.statusCode()).isEqualTo(200);
            vigia = VigiaProcess.start(folder.resolve("embedded"), List.of());
            assertThat(vigia.get("/api/v1/alerts").body()).contains("Last");
        } finally {
            if (vigia != null) {
                vigia.close();
            }
        }
    }

    private void moreAnswered(int deliveries) {
        var wanted = answered.size() + deliveries * ALERTS;
        await().atMost(Duration.ofMinutes(2)).until(() -> answered.size() >= wanted);
    }

    /// One delivery after the other, each until it is answered with success.
    private void send() {
        while (!over) {
            var names = new ArrayList<String>();
            var number = sent.incrementAndGet();
            for (int i = 0; i < ALERTS; i++) {
                names.add(number + "-" + i);
            }
            var body = AlertFixtures.payload(names.stream()
                    .map(name -> AlertFixtures.firing("Load").with("i", name))
                    .toArray(AlertFixtures.Sent[]::new));
            while (!over && !delivered(body)) {
                // As a sender that comes again after a while.
                await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> over || answers());
            }
            if (!over) {
                answered.addAll(names);
            }
        }
    }

    private boolean answers() throws IOException {
        return vigia.get("/api/v1/projects").statusCode() == 200;
    }

    private boolean delivered(String body) {
        try {
            var answer = vigia.post("/api/v1/alerts/alertmanager?cluster=load", body);
            switch (answer.statusCode()) {
                case 200 -> {
                    return true;
                }
                case 503 -> busy.incrementAndGet();
                default -> wrong.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            // It was killed; the next one may be up already.
        }
        return false;
    }

    private static List<String> stored(EmbeddedPostgres database) throws SQLException {
        var stored = new ArrayList<String>();
        try (var connection = database.getPostgresDatabase().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select a.labels from alert_episode e join alert a on a.cluster = e.cluster"
                                + " and a.fingerprint = e.fingerprint")) {
            while (rows.next()) {
                stored.add(rows.getString(1).replaceAll(".*\"i\":\"([^\"]+)\".*", "$1"));
            }
        }
        return stored;
    }

    private static List<String> settings(EmbeddedPostgres database) {
        return List.of(
                "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres");
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                // This embedded server's own default would lose what it said was committed.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private void killServer() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst();
        var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        var children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> !server.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }
}
