package dev.vigia.peers;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.alerts.AlertFixtures;
import dev.vigia.notify.Recorder;
import dev.vigia.notify.Recorder.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Two real replicas on one database tell a receiver that fails for a while, and one of them is killed while it tells.
class TwoReplicasPeerTest {

    private static final Recorder RECEIVER = Recorder.shared();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> NAMES = List.of("a", "b");
    private static final int DELIVERIES = 6;
    private static final int ALERTS = 10;
    private static final int KILLED_AT = 20;

    @TempDir
    Path folder;

    private final Map<String, VigiaProcess> replicas = new HashMap<>();
    private EmbeddedPostgres database;

    /// What a receiver was asked to take, and whether it said that it did.
    private record Told(String replica, String delivery, String alert, boolean taken) {}

    @BeforeEach
    void start() throws IOException {
        RECEIVER.forget();
        database = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        // At the same time: both find an empty database.
        NAMES.stream()
                .map(name -> CompletableFuture.supplyAsync(
                        () -> Map.entry(name, VigiaProcess.start(folder.resolve(name), settings(name)))))
                .toList()
                .forEach(started ->
                        replicas.put(started.join().getKey(), started.join().getValue()));
    }

    @AfterEach
    void stop() throws IOException {
        replicas.values().forEach(VigiaProcess::close);
        if (database != null) {
            database.close();
        }
        RECEIVER.forget();
    }

    private List<String> settings(String replica) {
        return List.of(
                "spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "vigia.notifications.receivers[0].name=ops",
                "vigia.notifications.receivers[0].kind=webhook",
                // The path says who sends.
                "vigia.notifications.receivers[0].url=" + RECEIVER.url("hook/" + replica),
                "vigia.notifications.rules[0].receiver=ops",
                "vigia.notifications.rules[0].events=alert-fired");
    }

    @Test
    void tellEveryEventOnceUnlessItsAnswerWasLost() throws Exception {
        var told = new CopyOnWriteArrayList<Told>();
        var works = new AtomicBoolean();
        var taken = new AtomicInteger();
        var killed = new AtomicReference<Told>();
        RECEIVER.on("hook", request -> {
            if (!works.get()) {
                told.add(told(request, false));
                return new Reply(503, "down for maintenance", Map.of("Retry-After", "1"));
            }
            if (taken.incrementAndGet() == KILLED_AT) {
                var lost = told(request, false);
                told.add(lost);
                kill(lost.replica());
                killed.set(lost);
                return Reply.NONE;
            }
            told.add(told(request, true));
            return Reply.of(200, "ok");
        });

        for (int delivery = 0; delivery < DELIVERIES; delivery++) {
            deliverToBoth(delivery);
        }
        await().until(() -> !told.isEmpty());
        works.set(true);
        await().atMost(Duration.ofMinutes(1)).until(() -> killed.get() != null);
        var survivor = killed.get().replica().equals("a") ? "b" : "a";
        endLease();
        await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);

        var byAlert = told.stream().collect(groupingBy(Told::alert));
        assertThat(byAlert).hasSize(DELIVERIES * ALERTS).allSatisfy((alert, tries) -> {
            assertThat(tries)
                    .extracting(Told::delivery)
                    .as(alert + ": one id, however often")
                    .containsOnly(tries.getFirst().delivery());
            assertThat(tries).filteredOn(Told::taken).as(alert + ": told").hasSize(1);
        });
        assertThat(told).extracting(Told::delivery).doesNotContainNull();
        assertThat(byAlert.get(killed.get().alert()).getLast().replica())
                .as("what was being told when it died, the other tells")
                .isEqualTo(survivor);
        assertThat(replicas.get(survivor)
                        .ask("/api/v1/notifications/dead-letters")
                        .get("deadLetters"))
                .isEmpty();
    }

    /// As two Alertmanagers do that watch over each other.
    private void deliverToBoth(int delivery) {
        var body = AlertFixtures.payload(IntStream.range(0, ALERTS)
                .mapToObj(i -> AlertFixtures.firing("Load" + delivery + "x" + i).since(Instant.now()))
                .toArray(AlertFixtures.Sent[]::new));
        var answers = NAMES.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> post(name, body)))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
    }

    private int post(String replica, String body) {
        try {
            return replicas.get(replica)
                    .post("/api/v1/alerts/alertmanager?cluster=main", body)
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill(String replica) {
        replicas.get(replica).kill();
    }

    private static Told told(Recorder.Request request, boolean taken) {
        var body = JSON.readTree(request.body());
        return new Told(
                request.path().substring("/hook/".length()),
                request.delivery(),
                body.get("labels").get("alertname").asString(),
                taken);
    }

    /// The dead one's lease ends by itself, two minutes later than a test likes.
    private void endLease() throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update notify_receiver set leased_until = now() where leased_until > now()"))
                    .as("a lease that nobody gave back")
                    .isEqualTo(1);
        }
    }

    private int waiting() throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from notify_delivery where sent_at is null")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
