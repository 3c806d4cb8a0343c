package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.START;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertFixtures.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// Ten thousand deliveries in any order, some of them several times, say the same as in the right order and once.
@VigiaIntegrationTest(properties = "vigia.alerts.keep-bodies=0s")
class ShuffledDeliveriesIntegrationTest {

    private static final int DELIVERIES = 10_000;
    private static final int ALERTS = 300;
    private static final int SENDERS = 40;
    private static final long SEED = 20_261_122;

    @Autowired
    private IntakeBatch batch;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void sayTheSameInEveryOrderAndHoweverOftenTheyCome() {
        var random = new Random(SEED);
        var sent = inOrder(random);
        var shuffled = new ArrayList<List<Sent>>(sent);
        for (int i = 0; i < DELIVERIES / 4; i++) {
            shuffled.add(sent.get(random.nextInt(sent.size())));
        }
        Collections.shuffle(shuffled, random);

        deliver("sorted", sent, random);
        deliver("shuffled", shuffled, random);

        assertThat(sent).hasSize(DELIVERIES);
        assertThat(stored("shuffled")).isEqualTo(expected(sent));
        assertThat(stored("sorted")).isEqualTo(stored("shuffled"));
    }

    /// As from many senders at once: what one batch stores another may be storing too.
    @Test
    void sayTheSameWhenTheyAreStoredSideBySide() throws Exception {
        var random = new Random(SEED);
        var sent = inOrder(random);
        var shuffled = new ArrayList<>(sent);
        shuffled.addAll(sent.subList(0, DELIVERIES / 4));
        Collections.shuffle(shuffled, random);
        var waiting = new ConcurrentLinkedQueue<>(shuffled);

        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, SENDERS)
                    .mapToObj(_ -> senders.submit(() -> {
                        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                            intake.store(AlertFixtures.delivery("side by side", next));
                        }
                    }))
                    .toList();
            for (var sender : all) {
                sender.get();
            }
        }

        assertThat(stored("side by side")).isEqualTo(expected(sent));
    }

    /// As time goes by alerts fire, say something new, end, sometimes without saying so, and are repeated.
    private static List<List<Sent>> inOrder(Random random) {
        var deliveries = new ArrayList<List<Sent>>();
        var now = new HashMap<Integer, Sent>();
        for (int i = 0; i < DELIVERIES; i++) {
            var at = START.plusSeconds(10L * i);
            var delivery = new ArrayList<Sent>();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                var which = random.nextInt(ALERTS);
                var before = now.get(which);
                var next = before == null || random.nextInt(6) == 0
                        ? firing("P").with("i", Integer.toString(which)).since(at)
                        : before;
                if (before != null && random.nextInt(3) == 0) {
                    var lasted = Duration.between(before.startsAt(), at).plusMillis(random.nextInt(1_000));
                    delivery.add(before.resolvedAfter(lasted).saying("it is over"));
                    now.remove(which);
                } else {
                    delivery.add(next);
                    now.put(which, next);
                }
            }
            deliveries.add(delivery);
        }
        return deliveries;
    }

    private void deliver(String cluster, List<List<Sent>> deliveries, Random random) {
        for (int from = 0; from < deliveries.size(); ) {
            var to = Math.min(deliveries.size(), from + random.nextInt(1, 64));
            batch.store(deliveries.subList(from, to).stream()
                    .map(alerts -> new DeliveryStore.Row(
                            AlertFixtures.delivery(cluster, alerts), DeliveryStore.Outcome.STORED))
                    .toList());
            from = to;
        }
    }

    /// What was said of each episode, without any regard to order.
    private static TreeSet<String> expected(List<List<Sent>> deliveries) {
        Map<String, NavigableMap<Instant, Instant>> ends = new TreeMap<>();
        deliveries.forEach(delivery ->
                delivery.forEach(sent -> ends.computeIfAbsent(sent.labels().get("i"), _ -> new TreeMap<>())
                        .merge(
                                sent.startsAt(),
                                sent.endsAt() == null ? Instant.MAX : sent.endsAt(),
                                (one, other) -> one.isBefore(other) ? one : other)));
        var lines = new TreeSet<String>();
        ends.forEach((alert, episodes) -> episodes.forEach((start, end) -> {
            var next = episodes.higherKey(start);
            if (!end.equals(Instant.MAX)) {
                lines.add(alert + " " + start + " " + end + " RESOLVED it is over");
            } else if (next != null) {
                lines.add(alert + " " + start + " " + next + " SUPERSEDED P fires");
            } else {
                lines.add(alert + " " + start + " null NONE P fires");
            }
        }));
        return lines;
    }

    private TreeSet<String> stored(String cluster) {
        var lines = new TreeSet<String>();
        jdbc.query(
                "select a.labels, e.starts_at, e.ends_at, e.ending, e.annotations from alert_episode e join alert a"
                        + " on a.cluster = e.cluster and a.fingerprint = e.fingerprint where e.cluster = ?",
                rs -> {
                    var end = rs.getObject(3, OffsetDateTime.class);
                    lines.add(LabelJson.read(rs.getString(1)).get("i") + " "
                            + rs.getObject(2, OffsetDateTime.class).toInstant() + " "
                            + (end == null ? null : end.toInstant()) + " " + Ending.values()[rs.getInt(4)] + " "
                            + LabelJson.read(rs.getString(5)).get("summary"));
                },
                cluster);
        return lines;
    }
}
