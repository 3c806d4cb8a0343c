package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertFixtures.Sent;
import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.alerts.Handling.Usefulness;
import dev.vigia.platform.AuditLog;
import dev.vigia.projects.ProjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// The board, one episode, and what people do to it.
@VigiaIntegrationTest(
        properties = {"vigia.projects[0].key=inbox", "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"})
class AlertInboxIntegrationTest {

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    private Instant now;

    @BeforeEach
    void empty() {
        for (String table : List.of("alert_episode", "alert", "alert_handling", "alert_event", "alert_step")) {
            jdbc.update("delete from " + table);
        }
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Sent ago(String name, String severity, int minutes) {
        return firing(name).with("severity", severity).since(now.minus(minutes, ChronoUnit.MINUTES));
    }

    private void arrives(Sent... alerts) {
        intake.store(delivery("main", List.of(alerts)));
    }

    private static AlertQuery query(@Nullable String matchers, AlertState... states) {
        return new AlertQuery(Set.of(states), LabelMatchers.parse(matchers), null, null, null);
    }

    private List<String> names(AlertQuery query) {
        return inbox.board(query, 100, null).rows().stream()
                .map(row -> row.episode().name())
                .toList();
    }

    @Test
    void showsWorstAndNewestFirstAndThenWhatIsOver() {
        arrives(
                ago("OldWarning", "warning", 60),
                ago("NewWarning", "warning", 1),
                ago("OldCritical", "critical", 90),
                ago("Note", "info", 2),
                ago("LongOver", "critical", 300).resolvedAfter(Duration.ofMinutes(1)),
                ago("JustOver", "info", 20).resolvedAfter(Duration.ofMinutes(10)));

        assertThat(names(query(null)))
                .containsExactly("OldCritical", "NewWarning", "OldWarning", "Note", "JustOver", "LongOver");
        assertThat(names(AlertQuery.PROBLEMS)).containsExactly("OldCritical", "NewWarning", "OldWarning", "Note");
        assertThat(inbox.board(AlertQuery.PROBLEMS, 10, null).counts())
                .containsEntry(AlertState.FIRING, 4L)
                .containsEntry(AlertState.RESOLVED, 2L);
    }

    @Test
    void pagesThroughAllOfItWithoutLossOrRepetition() {
        var alerts = new ArrayList<Sent>();
        for (int i = 0; i < 23; i++) {
            var alert = ago("A" + i, List.of("critical", "warning").get(i % 2), i / 3);
            alerts.add(i % 3 == 0 ? alert.resolvedAfter(Duration.ofMinutes(1)) : alert);
        }
        arrives(alerts.toArray(Sent[]::new));
        var whole = names(query(null));

        var paged = new ArrayList<String>();
        String cursor = null;
        do {
            var page = inbox.board(query(null), 5, cursor);
            page.rows().forEach(row -> paged.add(row.episode().name()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(whole).hasSize(23);
        assertThat(paged).isEqualTo(whole);
        assertThatThrownBy(() -> inbox.board(query(null), 5, "rubbish")).hasMessageContaining("cursor");
        assertThatThrownBy(() -> inbox.board(query(null), 0, null)).hasMessageContaining("limit");
    }

    @Test
    void filtersByLabelsTextAndProjectAndCountsGroups() {
        arrives(
                ago("A", "critical", 1).with("project", "inbox").with("team", "ml"),
                ago("B", "warning", 1).with("job", "inbox").with("team", "ml").saying("Latency of 100%_ is high"),
                ago("C", "warning", 1).with("project", "elsewhere").with("team", "web"),
                ago("D", "warning", 5).with("team", "ml").resolvedAfter(Duration.ofMinutes(1)));

        assertThat(names(query("team=\"ml\", severity=~\"crit.*|warning\""))).containsExactly("A", "B", "D");
        assertThat(names(query("team!=\"ml\""))).containsExactly("C");
        assertThat(names(new AlertQuery(Set.of(), LabelMatchers.ALL, "100%_ IS", null, null)))
                .containsExactly("B");
        assertThat(names(new AlertQuery(Set.of(), LabelMatchers.ALL, null, new ProjectKey("inbox"), null)))
                .containsExactly("A", "B");
        var grouped = inbox.board(
                new AlertQuery(EnumSet.of(AlertState.FIRING), LabelMatchers.ALL, null, null, "team"), 10, null);
        assertThat(grouped.groups()).containsExactly(new AlertBoard.Group("ml", 2), new AlertBoard.Group("web", 1));
        assertThat(inbox.board(query("team=\"ml\""), 10, null).counts())
                .containsEntry(AlertState.FIRING, 2L)
                .containsEntry(AlertState.RESOLVED, 1L);
    }

    @Test
    void findsWhateverALabelHolds() {
        var odd = "50%_!\\ \"of\"\tÄrger™ 🎉";
        arrives(
                ago("Odd", "warning", 1).with("value", odd),
                ago("OddOver", "warning", 5).with("value", odd).resolvedAfter(Duration.ofMinutes(1)),
                ago("Even", "warning", 1).with("value", "50 of 100"));
        var matchers = LabelMatchers.ALL.and(LabelMatchers.Matcher.of("value", LabelMatchers.Operator.EQUAL, odd));

        var board = inbox.board(new AlertQuery(Set.of(), matchers, null, null, null), 10, null);

        assertThat(board.rows()).extracting(row -> row.episode().name()).containsExactly("Odd", "OddOver");
        assertThat(board.counts()).containsEntry(AlertState.FIRING, 1L).containsEntry(AlertState.RESOLVED, 1L);
        for (String words : List.of("50%_!", "ÄRGER", "🎉")) {
            var found = inbox.board(new AlertQuery(Set.of(), LabelMatchers.ALL, words, null, null), 10, null);
            assertThat(found.rows()).as(words).hasSize(2);
            assertThat(found.counts()).as(words).containsEntry(AlertState.RESOLVED, 1L);
        }
    }

    @Test
    void drawsTheLastDayAndNamesWhatFlaps() {
        var flaps = ago("Flaps", "warning", 50);
        arrives(flaps.resolvedAfter(Duration.ofMinutes(5)));
        arrives(flaps.since(now.minus(40, ChronoUnit.MINUTES)).resolvedAfter(Duration.ofMinutes(5)));
        arrives(flaps.since(now.minus(30, ChronoUnit.MINUTES)));
        arrives(ago("Steady", "warning", 200));

        var rows = inbox.board(AlertQuery.PROBLEMS, 10, null).rows();

        var row = row(rows, "Flaps");
        assertThat(row.activity()).hasSize(24);
        assertThat(row.activity().getLast().starts()).isEqualTo(3);
        assertThat(row.activity().getLast().minutes()).isBetween(39, 42);
        assertThat(row.isFlapping()).isTrue();
        assertThat(row(rows, "Steady").activity().getLast().minutes()).isEqualTo(60);
        assertThat(row(rows, "Steady").isFlapping()).isFalse();
    }

    private static Row row(List<Row> rows, String name) {
        return rows.stream()
                .filter(row -> row.episode().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsAnAcknowledgementForTheEpisodeAndNoLonger() {
        arrives(ago("Acked", "critical", 10));
        var id = only(AlertState.FIRING);

        assertThat(inbox.acknowledge(id, "ana", 0, null)).isInstanceOf(ActOutcome.Done.class);
        arrives(ago("Acked", "critical", 10).saying("still there"));

        var acknowledged = inbox.find(id).orElseThrow();
        assertThat(acknowledged.episode().state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(acknowledged.episode().handling().owner()).isEqualTo("ana");
        assertThat(acknowledged.episode().sentence()).isEqualTo("still there");

        arrives(ago("Acked", "critical", 10).resolvedAfter(Duration.ofMinutes(5)));
        arrives(ago("Acked", "critical", 1));

        var again = inbox.find(only(AlertState.FIRING)).orElseThrow();
        assertThat(again.episode().handling()).isEqualTo(Handling.NONE);
        assertThat(again.earlier()).singleElement().satisfies(earlier -> {
            assertThat(earlier.id()).isEqualTo(id);
            assertThat(earlier.state()).isEqualTo(AlertState.RESOLVED);
            assertThat(earlier.handling().acknowledgedBy()).isEqualTo("ana");
        });
        assertThat(inbox.acknowledge(id, "ben", 1, null)).isInstanceOf(ActOutcome.Over.class);
    }

    private EpisodeId only(AlertState state) {
        var rows = inbox.board(query(null, state), 10, null).rows();
        assertThat(rows).hasSize(1);
        return rows.getFirst().episode().id();
    }

    @Test
    void firesAgainWhenAnAcknowledgementRunsOut() {
        arrives(ago("Soon", "critical", 10));
        var id = only(AlertState.FIRING);
        inbox.acknowledge(id, "ana", 0, now.plus(1, ChronoUnit.HOURS));
        assertThat(only(AlertState.ACKNOWLEDGED)).isEqualTo(id);

        jdbc.update("update alert_handling set acknowledged_until = acknowledged_at");

        assertThat(only(AlertState.FIRING)).isEqualTo(id);
        assertThatThrownBy(() -> inbox.acknowledge(id, "ben", 1, now.minusSeconds(1)))
                .hasMessageContaining("future");
    }

    @Test
    void saysWhoWasFasterInsteadOfOverwriting() {
        arrives(ago("Shared", "critical", 10));
        var id = only(AlertState.FIRING);
        inbox.assign(id, "ana", 0, "ana");

        var outcome = inbox.assign(id, "ben", 0, "ben");

        assertThat(outcome).isInstanceOfSatisfying(ActOutcome.Stale.class, stale -> {
            assertThat(stale.handling().owner()).isEqualTo("ana");
            assertThat(stale.sentence()).contains("ana").contains("assigned");
        });
        assertThat(inbox.assign(id, "ben", 0, "ana")).as("what is so already").isInstanceOf(ActOutcome.Done.class);
        assertThat(inbox.assign(id, "ben", 1, "ben")).isInstanceOf(ActOutcome.Done.class);
        assertThat(inbox.acknowledge(new EpisodeId(-1), "ben", 0, null)).isInstanceOf(ActOutcome.Unknown.class);
    }

    @Test
    void letsOnlyOneOfManyDecideAtTheSameMoment() throws Exception {
        arrives(ago("Race", "critical", 10));
        var id = only(AlertState.FIRING);
        var acts = new ArrayList<Callable<ActOutcome>>();
        for (int i = 0; i < 8; i++) {
            var who = "p" + i;
            acts.add(() -> inbox.assign(id, who, 0, who));
        }
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<ActOutcome>();
            for (var outcome : people.invokeAll(acts)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).filteredOn(ActOutcome.Done.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(ActOutcome.Stale.class::isInstance).hasSize(7);
        }
        assertThat(inbox.find(id).orElseThrow().timeline())
                .filteredOn(entry -> entry.kind() == Kind.ASSIGNED)
                .hasSize(1);
    }

    @Test
    void tellsTheWholeStoryAfterwards() {
        arrives(ago("Story", "critical", 10));
        var id = only(AlertState.FIRING);
        inbox.acknowledge(id, "ana", 0, null);
        inbox.comment(id, "ana", "Looks like the *new* release <script>");
        inbox.tick(id, "ben", "step-1", "Look at the last errors", true);
        inbox.tick(id, "ben", "step-1", "Look at the last errors", true);
        inbox.mark(id, "ana", 1, Usefulness.USEFUL);
        arrives(ago("Story", "critical", 10)
                .resolvedAfter(Duration.ofMinutes(10).plusMillis(1)));

        var report = inbox.find(id).orElseThrow();
        assertThat(report.timeline())
                .extracting(TimelineEntry::kind)
                .containsExactlyInAnyOrder(
                        Kind.STARTED,
                        Kind.RECEIVED,
                        Kind.ACKNOWLEDGED,
                        Kind.COMMENTED,
                        Kind.STEP_TICKED,
                        Kind.MARKED,
                        Kind.RESOLVED);
        assertThat(report.steps()).containsOnlyKeys("step-1");
        assertThat(report.steps().get("step-1").by()).isEqualTo("ben");
        assertThat(audit.latest(10))
                .extracting(entry -> entry.actor() + " " + entry.action())
                .contains("ana alert-acknowledged", "ana alert-commented", "ben alert-step-ticked");

        var draft = inbox.postMortem(id).orElseThrow();
        assertThat(draft)
                .contains("# Post-mortem: Story", "ben did: Look at the last errors", "| Owner | ana |")
                .contains("Looks like the \\*new\\* release \\<script\\>")
                .doesNotContain("<script>");
        inbox.savePostMortem(id, "ana", 2, "# Ours");
        assertThat(inbox.postMortem(id)).contains("# Ours");
    }

    @Test
    void refusesEmptyAndEndlessComments() {
        arrives(ago("Comments", "critical", 10));
        var id = only(AlertState.FIRING);

        assertThatThrownBy(() -> inbox.comment(id, "ana", " ")).hasMessageContaining("20000");
        assertThatThrownBy(() -> inbox.comment(id, "ana", "x".repeat(20_001))).hasMessageContaining("20000");
        assertThat(inbox.comment(new EpisodeId(-1), "ana", "x")).isInstanceOf(ActOutcome.Unknown.class);
    }
}
