package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.firing;
import static dev.vigia.alerts.AlertFixtures.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.alerts.Deliveries.Outcome;
import dev.vigia.alerts.Deliveries.Query;
import dev.vigia.alerts.Deliveries.Replay;
import dev.vigia.platform.AuditLog;
import dev.vigia.platform.security.Scope;
import dev.vigia.platform.security.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

/// What is kept of deliveries, what replaying them does, and what is forgotten when.
@VigiaIntegrationTest(properties = "vigia.security.bootstrap-token=deliveries")
@AutoConfigureMockMvc
class DeliveriesIntegrationTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private AlertRetention retention;

    @Autowired
    private OpenEpisodes open;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    private Instant start = Instant.EPOCH;

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "alert_episode",
                "alert",
                "alert_handling",
                "alert_step",
                "alert_event",
                "alert_delivery",
                "alert_delivery_body")) {
            jdbc.update("delete from " + table);
        }
        start = clock.instant().minusSeconds(3_600);
    }

    private void deliver(String body, int answer) throws Exception {
        web.perform(post("/api/v1/alerts/alertmanager?cluster=main")
                        .header("Authorization", "Bearer deliveries")
                        .contentType("application/json")
                        .content(body))
                .andExpect(status().is(answer));
    }

    private List<KeptDelivery> kept() {
        return deliveries.latest(Query.ALL, null, 100);
    }

    private Replay replayAll() {
        return deliveries.replay(start.minusSeconds(60), clock.instant().plusSeconds(60), null, "ana");
    }

    private List<Map<String, Object>> everything() {
        return jdbc.queryForList(
                "select id, cluster, fingerprint, starts_at, ends_at, ending, annotations, changes from alert_episode"
                        + " order by id");
    }

    @Test
    void replayingChangesNothingWhenNothingWasLost() throws Exception {
        deliver(payload(firing("A").since(start), firing("B").since(start)), 200);
        deliver(payload(firing("A").since(start).saying("other words")), 200);
        deliver(payload(firing("B").since(start).resolvedAfter(Duration.ofMinutes(5))), 200);
        var before = everything();

        assertThat(replayAll()).isEqualTo(new Replay(3, 0, 0, 0, 0));

        assertThat(everything()).isEqualTo(before);
        assertThat(audit.latest(1).getFirst()).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ana");
            assertThat(entry.action()).isEqualTo("deliveries-replayed");
            assertThat(entry.detail()).isEqualTo("3 deliveries taken in once more: nothing was missing.");
        });
    }

    @Test
    void replayingBringsBackWhatIsMissing() throws Exception {
        deliver(payload(firing("A").since(start), firing("B").since(start)), 200);
        deliver(payload(firing("B").since(start).resolvedAfter(Duration.ofMinutes(5))), 200);
        var before = jdbc.queryForList("select cluster, fingerprint, starts_at, ends_at, ending from alert_episode");
        jdbc.update("delete from alert_episode");
        jdbc.update("delete from alert");

        assertThat(replayAll()).isEqualTo(new Replay(2, 0, 0, 2, 1));

        assertThat(jdbc.queryForList("select cluster, fingerprint, starts_at, ends_at, ending from alert_episode"))
                .containsExactlyInAnyOrderElementsOf(before);
        assertThat(replayAll()).as("once more").isEqualTo(new Replay(2, 0, 0, 0, 0));
    }

    @Test
    void replayingDoesNotUndoWhatWasLearntLater() throws Exception {
        deliver(payload(firing("Gone").since(start), firing("Reopened").since(start)), 200);
        deliver(payload(firing("Reopened").since(start).resolvedAfter(Duration.ofMinutes(5))), 200);
        var episodes = inbox.board(AlertQuery.PROBLEMS, 10, null).rows();
        open.end(episodes.getFirst().episode().id(), clock.instant());
        open.reopen(
                "main",
                Fingerprint.of(firing("Reopened").report().labels()),
                start.truncatedTo(ChronoUnit.MILLIS),
                clock.instant().plusSeconds(1));
        var before = everything();
        assertThat(before).extracting(row -> row.get("ENDING")).hasSize(2);

        assertThat(replayAll().ended()).isZero();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void saysWhatCannotBeReplayed() throws Exception {
        deliver("{\"version\": \"4\"}", 400);
        deliver(payload(firing("A").since(start)), 200);
        jdbc.update(
                "delete from alert_delivery_body where delivery_id = ?",
                kept().getFirst().id());

        assertThat(kept()).extracting(KeptDelivery::outcome).containsExactly(Outcome.STORED, Outcome.REFUSED);
        assertThat(kept()).extracting(KeptDelivery::hasBody).containsExactly(false, true);
        assertThat(replayAll()).isEqualTo(new Replay(0, 1, 1, 0, 0));
    }

    @Test
    void takesInWhatWasRefusedOnceItCanBeRead() throws Exception {
        deliver(payload(firing("A").since(start)), 200);
        jdbc.update("update alert_delivery set outcome = 'REFUSED', note = 'an older Vigía could not read it'");
        jdbc.update("delete from alert_episode");

        assertThat(deliveries.replay(kept().getFirst().id(), "ana")).contains(new Replay(1, 0, 0, 1, 0));

        assertThat(kept().getFirst().outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(inbox.board(AlertQuery.PROBLEMS, 10, null).rows()).hasSize(1);
    }

    @Test
    void isForAdministratorsAlone() throws Exception {
        deliver(payload(3, firing("A").since(start)), 200);
        var id = kept().getFirst().id();
        var token = tokens.issue("ana", "reads", Set.of(Scope.READ, Scope.ALERTS_WRITE), Duration.ofHours(1));
        web.perform(get("/api/v1/alerts/deliveries").header("Authorization", "Bearer " + token.text()))
                .andExpect(status().isForbidden());
        web.perform(post("/api/v1/alerts/deliveries/" + id + "/replay")
                        .header("Authorization", "Bearer " + token.text()))
                .andExpect(status().isForbidden());

        web.perform(get("/api/v1/alerts/deliveries?outcome=stored").header("Authorization", "Bearer deliveries"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.deliveries[0].cluster").value("main"))
                .andExpect(jsonPath("$.deliveries[0].truncated").value(3))
                .andExpect(jsonPath("$.deliveries[0].hasBody").value(true))
                .andExpect(jsonPath("$.next").value(nullValue()));
        web.perform(get("/api/v1/alerts/deliveries/" + id + "/body").header("Authorization", "Bearer deliveries"))
                .andExpect(status().isOk())
                .andExpect(content().string(payload(3, firing("A").since(start))));
        web.perform(post("/api/v1/alerts/deliveries/" + id + "/replay").header("Authorization", "Bearer deliveries"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.replayed").value(1))
                .andExpect(jsonPath("$.restored").value(0));
        web.perform(post("/api/v1/alerts/deliveries/replay")
                        .header("Authorization", "Bearer deliveries")
                        .contentType("application/json")
                        .content("{\"from\": \"%s\", \"to\": \"%s\"}"
                                .formatted(start, clock.instant().plusSeconds(5))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.replayed").value(1));
        web.perform(post("/api/v1/alerts/deliveries/replay")
                        .header("Authorization", "Bearer deliveries")
                        .contentType("application/json")
                        .content("{}"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("from and to are times")));
        web.perform(post("/api/v1/alerts/deliveries/999999999/replay").header("Authorization", "Bearer deliveries"))
                .andExpect(status().isNotFound());
    }

    @Test
    void forgetsWhatIsOldAndNeverWhatFires() throws Exception {
        deliver(payload(firing("OldOver").since(start).resolvedAfter(Duration.ofMinutes(1))), 200);
        deliver(payload(firing("OldFiring").since(start)), 200);
        var over = jdbc.queryForObject("select id from alert_episode where ends_at is not null", Long.class);
        inbox.comment(new EpisodeId(over == null ? 0 : over), "ana", "seen");
        inbox.mark(new EpisodeId(over == null ? 0 : over), "ana", 0, Handling.Usefulness.NOISE);
        var longAgo = clock.instant().minus(Duration.ofDays(731)).atOffset(ZoneOffset.UTC);
        jdbc.update("update alert_delivery set received_at = ?", longAgo);
        jdbc.update("update alert_delivery_body set received_at = ?", longAgo);
        jdbc.update("update alert_episode set received_at = ?, starts_at = ?", longAgo, longAgo);
        jdbc.update("update alert_episode set ends_at = ? where ends_at is not null", longAgo);
        deliver(payload(firing("New").since(start).resolvedAfter(Duration.ofMinutes(1))), 200);

        retention.tidy();

        assertThat(jdbc.queryForList("select name from alert order by name", String.class))
                .containsExactly("New", "OldFiring");
        assertThat(jdbc.queryForObject("select count(*) from alert_episode", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select count(*) from alert_event", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from alert_handling", Long.class))
                .isZero();
        assertThat(kept()).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from alert_delivery_body", Long.class))
                .isEqualTo(1);
    }

    @Test
    void forgetsMoreThanOneBatch() {
        var longAgo = clock.instant().minus(Duration.ofDays(800)).atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into alert_delivery (received_at, cluster, sender, hash, bytes, outcome, note, receiver,"
                        + " group_key, alerts, truncated) values (?, 'main', 't', 'h', 1, 'STORED', '', '', '', 0, 0)",
                Collections.nCopies(2_500, new Object[] {longAgo}));
        jdbc.batchUpdate(
                "insert into alert_episode (cluster, fingerprint, starts_at, ends_at, ending, annotations, received_at,"
                        + " changes) values ('main', ?, ?, ?, 3, '{}', ?, 0)",
                LongStream.range(0, 2_500)
                        .mapToObj(i -> new Object[] {i, longAgo, longAgo, longAgo})
                        .toList());

        retention.tidy();

        assertThat(kept()).isEmpty();
        assertThat(everything()).isEmpty();
    }
}
