package dev.vigia.notify;

import static dev.vigia.alerts.AlertFixtures.START;
import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.alerts.AlertAbout;
import dev.vigia.alerts.AlertFired;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.alerts.AlertResolved;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.Severity;
import dev.vigia.drift.DriftFixtures;
import dev.vigia.drift.DriftHistory;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.VerdictChanged;
import dev.vigia.notify.Recorder.Reply;
import dev.vigia.platform.AuditLog;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.PublicUrl;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NotifyIntegrationTest
class OutboxIntegrationTest {

    private static final Recorder RECORDER = Recorder.shared();
    private static final ProjectKey PROJECT = new ProjectKey("bankchurn");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private AlertIntake intake;

    @Autowired
    private DriftHistory drift;

    @Autowired
    private Notifications notifications;

    @Autowired
    private NotifyMetrics metrics;

    @Autowired
    private Addressees addressees;

    @Autowired
    private OutboxStore store;

    @Autowired
    private OutboxReader reader;

    @Autowired
    private List<Channel> channels;

    @Autowired
    private PublicUrl urls;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ChangeTicker ticker;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    private Instant now = Instant.EPOCH;
    private int episode = 1;

    @BeforeEach
    void quiet() {
        RECORDER.forget();
        for (String table : List.of("alert_episode", "alert", "alert_delivery", "notify_delivery", "drift_report")) {
            jdbc.update("delete from " + table);
        }
        NotifyDrain.calm(jdbc);
        now = soon();
    }

    /// As exact as the databases keep it: they may round up what is more exact, and a lease would last longer.
    private Instant soon() {
        return clock.instant().plusSeconds(1).truncatedTo(ChronoUnit.MICROS);
    }

    /// A replica whose time is the test's.
    private Sending replica() {
        return new Sending(addressees, store, channels, urls, transaction, ticker, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    @Test
    void tellsOfAnAlertFromItsDeliveryToItsEnd() {
        var fires = firing("HighErrorRate").with("project", "bankchurn").since(clock.instant());
        intake.store(delivery("main", List.of(fires)));
        intake.store(delivery("main", List.of(fires)));
        intake.store(delivery("main", List.of(fires.resolvedAfter(Duration.ofMinutes(5)))));
        now = soon();

        replica().drain("ops");
        replica().drain("team-slack");

        assertThat(told("ops"))
                .extracting(body ->
                        body.get("event").asString() + " " + body.get("text").asString())
                .containsExactly("alert-fired HighErrorRate fires", "alert-resolved Resolved: HighErrorRate fires");
        assertThat(told("ops").getFirst().get("link").asString()).startsWith("https://vigia.example.org/alerts?alert=");
        assertThat(told("ops").getFirst().get("project").asString()).isEqualTo("bankchurn");
        assertThat(told("slack")).hasSize(2);
        assertThat(RECORDER.requests("ops").getFirst().headers()).containsKey("x-vigia-signature");
    }

    @Test
    void tellsWhatTheRulesAskForAndNoMore() {
        intake.store(delivery(
                "main",
                List.of(
                        firing("ElsewhereFires").since(clock.instant()),
                        firing("Harmless")
                                .with("severity", "info")
                                .with("project", "bankchurn")
                                .since(clock.instant()))));

        assertThat(rows("ops")).isEqualTo(2);
        assertThat(rows("team-slack")).as("another project, another severity").isZero();
    }

    @Test
    void saysNothingOfASilencedAlertAndNothingOfItsEnd() {
        events.publishEvent(fired(7, true));
        events.publishEvent(new AlertResolved(new EpisodeId(7), about("Alert7"), START.plusSeconds(60), true));
        assertThat(rows("ops")).isZero();

        // The silence is over, and so is the alert a little later.
        events.publishEvent(fired(7, false));
        events.publishEvent(new AlertResolved(new EpisodeId(7), about("Alert7"), START.plusSeconds(99), false));
        assertThat(rows("ops")).isEqualTo(2);
    }

    @Test
    void tellsOfAChangedVerdictAndOfDrift() {
        var tag = new TagName("v1.0.2");
        events.publishEvent(new VerdictChanged(PROJECT, tag, null, Outcome.FAIL, "Tag moved", START));
        events.publishEvent(new VerdictChanged(PROJECT, tag, Outcome.PASS, Outcome.FAIL, "Tag moved", START));
        drift.file(DriftFixtures.submission(PROJECT, DriftFixtures.report(6, 10), null, null, "v1.0.2"));
        now = soon();

        replica().drain("ops");

        assertThat(told("ops"))
                .extracting(body ->
                        body.get("title").asString() + " | " + body.get("text").asString())
                .containsExactly(
                        "Version v1.0.2 of bankchurn is broken | Its verdict was PASS and is FAIL: Tag moved.",
                        "The data of bankchurn has drifted | 6 of 10 columns drifted, and it calls that drift.");
        assertThat(told("ops").getFirst().get("link").asString())
                .isEqualTo("https://vigia.example.org/projects/bankchurn/version?tag=v1.0.2");
    }

    @Test
    void storesNothingOfWhatIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(fired(1, false));
            status.setRollbackOnly();
        });
        assertThat(rows("ops")).isZero();
    }

    /// Two replicas saw it: the second finds it stored.
    @Test
    void storesOneEventOnce() {
        events.publishEvent(fired(1, false));
        events.publishEvent(fired(1, false));

        assertThat(rows("ops")).isEqualTo(1);
    }

    @Test
    void tellsEveryEventOnceAfterAReceiverThatFailedForAWhile() {
        fire(5);
        var tries = new AtomicInteger();
        RECORDER.on("ops", _ -> switch (tries.incrementAndGet()) {
            case 1, 2 -> Reply.of(503, "down for maintenance");
            case 3 -> Reply.NONE;
            default -> Reply.of(200, "ok");
        });
        var replica = replica();

        replica.drain("ops");
        replica.drain("ops");
        assertThat(tries).as("it rests").hasValue(1);
        assertThat(status("ops").isFailing()).isTrue();
        assertThat(status("ops").error()).isEqualTo("It answers 503: down for maintenance");
        assertThat(status("ops").waiting()).isEqualTo(5);
        assertThat(status("ops").nextTryAt()).isBetween(now.plusSeconds(7), now.plusSeconds(11));

        var rests = new ArrayList<Duration>();
        for (int i = 0; i < 3; i++) {
            rests.add(Duration.between(now, status("ops").nextTryAt()));
            now = now.plus(rests.getLast());
            replica.drain("ops");
        }
        assertThat(rests.get(1)).isGreaterThan(rests.get(0));
        assertThat(rests.get(2)).isGreaterThan(rests.get(1));
        // What failed comes after the others.
        now = now.plus(Duration.ofHours(1));
        replica.drain("ops");

        var taken = RECORDER.requests("ops").subList(3, RECORDER.requests("ops").size());
        assertThat(taken).extracting(Recorder.Request::delivery).hasSize(5).doesNotHaveDuplicates();
        assertThat(RECORDER.requests("ops").stream()
                        .map(Recorder.Request::delivery)
                        .distinct())
                .as("one delivery id an event, whatever the try")
                .hasSize(5);
        assertThat(status("ops").isFailing()).isFalse();
        assertThat(status("ops").waiting()).isZero();
    }

    @Test
    void waitsForAsLongAsItIsAsked() {
        fire(1);
        RECORDER.on("ops", _ -> new Reply(429, "", Map.of("Retry-After", "1800")));
        // The channel's clock is that of the application.
        now = soon();

        replica().drain("ops");

        assertThat(status("ops").nextTryAt()).isBetween(now.plusSeconds(1790), now.plusSeconds(1801));
    }

    @Test
    void givesUpWhatIsRefusedAndGoesOn() {
        fire(3);
        var refused = new AtomicInteger();
        RECORDER.on("ops", _ -> refused.getAndIncrement() == 1 ? Reply.of(422, "too odd") : Reply.of(200, "ok"));

        replica().drain("ops");

        assertThat(status("ops").dead()).isEqualTo(1);
        assertThat(status("ops").waiting()).isZero();
        assertThat(RECORDER.requests("ops")).hasSize(3);
        var letter = notifications.dead(null, null, 10).getFirst();
        assertThat(letter.error()).isEqualTo("It answers 422: too odd");
        assertThat(letter.attempts()).isEqualTo(1);

        assertThat(notifications.resend(letter.id(), "ana")).isTrue();
        now = soon();
        replica().drain("ops");

        assertThat(RECORDER.requests("ops").getLast().delivery()).isEqualTo(letter.delivery());
        assertThat(notifications.dead(null, null, 10)).isEmpty();
        assertThat(audit.latest(1).getFirst())
                .extracting(AuditLog.Entry::actor, AuditLog.Entry::action, AuditLog.Entry::detail)
                .containsExactly("ana", "notification-resent", "1 delivery");
        assertThat(notifications.resend(letter.id(), "ana")).isFalse();
    }

    @Test
    void givesUpAfterADay() {
        fire(1);
        RECORDER.on("ops", 500, "broken");
        var replica = replica();
        var tries = 0;
        while (status("ops").dead() == 0 && tries++ < 100) {
            replica.drain("ops");
            var next = status("ops").nextTryAt();
            now = next == null ? now : next;
        }

        assertThat(notifications.dead("ops", null, 10)).hasSize(1);
        // 10 s, 20 s, … up to an hour each.
        assertThat(RECORDER.requests("ops")).hasSizeBetween(28, 45);
        assertThat(Duration.between(clock.instant(), now)).isLessThan(Duration.ofHours(25));

        RECORDER.on("ops", 200, "ok");
        assertThat(notifications.resendAll("ops", "ana")).isEqualTo(1);
        replica.drain("ops");
        assertThat(status("ops").dead()).isZero();
        assertThat(RECORDER.requests("ops").stream()
                        .map(Recorder.Request::delivery)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void doesNotTellTheEndBeforeTheBeginning() {
        events.publishEvent(fired(1, false));
        events.publishEvent(new AlertResolved(new EpisodeId(1), about("Alert1"), START.plusSeconds(60), true));
        fire(1);
        RECORDER.on("ops", request -> request.body().contains("alert/1\"") ? Reply.of(503, "") : Reply.of(200, "ok"));
        var replica = replica();

        replica.drain("ops");
        now = now.plusSeconds(11);
        replica.drain("ops");

        assertThat(told("ops"))
                .extracting(body -> body.get("event").asString())
                .as("another alert is not held up, the end of this one is")
                .doesNotContain("alert-resolved")
                .hasSize(2);
        RECORDER.forget();
        now = now.plus(Duration.ofHours(1));
        replica.drain("ops");
        assertThat(told("ops"))
                .extracting(body -> body.get("event").asString())
                .containsExactly("alert-fired", "alert-resolved");
    }

    /// Killed after the receiver took it and before that was noted: nobody can know, so it is told once more, under the
    /// same delivery id, once the dead one's lease is over.
    @Test
    void tellsAgainWhatADeadReplicaMayHaveTold() {
        fire(2);
        // All that a process leaves behind that is killed at this moment.
        assertThat(store.lease("ops", "the dead one", now, now.plus(Sending.LEASE)))
                .isTrue();
        var due = store.next("ops", now).orElseThrow();
        var ops = addressees.find("ops").orElseThrow();
        webhook().send(ops, new Message(due.notice(), due.delivery(), due.createdAt(), "t", "t", null, null));

        replica().drain("ops");
        assertThat(RECORDER.requests("ops")).as("the lease holds").hasSize(1);

        now = now.plus(Sending.LEASE);
        replica().drain("ops");
        var ids = RECORDER.requests("ops").stream()
                .map(Recorder.Request::delivery)
                .toList();
        assertThat(ids).hasSize(3);
        assertThat(new HashSet<>(ids)).hasSize(2);
        assertThat(status("ops").waiting()).isZero();
    }

    @Test
    void tellsEachEventOnceHoweverManyReplicasThereAre() throws Exception {
        fire(40);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 3; i++) {
                var replica = replica();
                all.add(threads.submit(() -> {
                    start.await();
                    await().atMost(Duration.ofMinutes(2))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> {
                                replica.drain("ops");
                                return status("ops").waiting() == 0;
                            });
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(RECORDER.requests("ops"))
                .extracting(Recorder.Request::delivery)
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void writesAStormWithOneStatement() {
        fire(3_000);

        assertThat(rows("ops")).isEqualTo(3_000);
        assertThat(rows("team-slack")).isEqualTo(3_000);
    }

    @Test
    void saysHowReceiversDo() {
        fire(2);
        RECORDER.on("ops", 404, "gone");
        replica().drain("ops");

        assertThat(metrics.families())
                .flatExtracting(family -> family.series().stream()
                        .map(series -> family.name() + series.labels() + series.value())
                        .toList())
                .contains(
                        "vigia_notifications_dead[ops]2.0",
                        "vigia_notifications_failing[ops]1.0",
                        "vigia_notifications_waiting[team-slack]2.0",
                        "vigia_notifications_failing[quiet]0.0");
    }

    @Test
    void forgetsWhatWasSentLongAgo() {
        fire(1);
        replica().drain("ops");

        reader.tidy(now.minusSeconds(60));
        assertThat(rows("ops")).isEqualTo(1);
        reader.tidy(now.plusSeconds(60));
        assertThat(rows("ops")).isZero();
        assertThat(rows("team-slack")).as("it waits").isEqualTo(1);

        reader.orphans(List.of("ops"), now.plus(Duration.ofHours(25)));
        assertThat(notifications.dead("team-slack", null, 1).getFirst().error())
                .isEqualTo("Its receiver is not in the settings any more.");
    }

    @Test
    void testsAReceiverAtOnce() {
        RECORDER.on("ops", 401, "bad signature");

        assertThat(notifications.test("ops", "ana")).contains(new Answer.Refused("It answers 401: bad signature"));
        assertThat(notifications.test("nobody", "ana")).isEmpty();
        assertThat(told("ops").getFirst().get("event").asString()).isEqualTo("test");
        assertThat(audit.latest(1).getFirst().detail()).isEqualTo("Webhook at 127.0.0.1");
        assertThat(rows("ops")).isZero();

        fire(1);
        RECORDER.on("ops", 503, "");
        replica().drain("ops");
        assertThat(status("ops").isFailing()).isTrue();
        RECORDER.on("ops", 200, "ok");
        assertThat(notifications.test("ops", "ana")).contains(new Answer.Taken("It answers 200: ok", null));
        assertThat(status("ops").isFailing()).isFalse();
    }

    private Channel webhook() {
        return channels.stream()
                .filter(channel -> channel.kinds().contains(Receiver.Kind.WEBHOOK))
                .findFirst()
                .orElseThrow();
    }

    private ReceiverStatus status(String receiver) {
        return notifications.receivers().stream()
                .filter(status -> status.name().equals(receiver))
                .findFirst()
                .orElseThrow();
    }

    private long rows(String receiver) {
        var count =
                jdbc.queryForObject("select count(*) from notify_delivery where receiver = ?", Long.class, receiver);
        return count == null ? 0 : count;
    }

    private void fire(int many) {
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < many; i++) {
                events.publishEvent(fired(episode++, false));
            }
        });
    }

    private AlertFired fired(int id, boolean heldBack) {
        return new AlertFired(new EpisodeId(id), about("Alert" + id), START, heldBack);
    }

    private static AlertAbout about(String name) {
        return new AlertAbout(
                name,
                Severity.CRITICAL,
                PROJECT,
                new TreeMap<>(Map.of("alertname", name)),
                new TreeMap<>(Map.of("summary", "It is " + name + ".")));
    }

    private List<JsonNode> told(String place) {
        return RECORDER.requests(place).stream()
                .map(request -> JSON.readTree(request.body()))
                .toList();
    }
}
