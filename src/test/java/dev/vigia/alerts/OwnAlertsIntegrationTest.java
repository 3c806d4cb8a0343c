package dev.vigia.alerts;

import static dev.vigia.alerts.AlertFixtures.delivery;
import static dev.vigia.alerts.AlertFixtures.firing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.integrity.BrokenVersions;
import dev.vigia.integrity.BrokenVersions.BrokenVersion;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.Outcome;
import dev.vigia.integrity.VerdictChanged;
import dev.vigia.kpi.KpiBreach;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.SampleSource;
import dev.vigia.platform.ui.Attention;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.Threshold;
import dev.vigia.runbooks.AlertsSeen;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import dev.vigia.versions.TagName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/// What Vigía raises itself, and what it counts.
@VigiaIntegrationTest(
        properties = {
            "vigia.alerts.watchdogs=Watchdog",
            "vigia.projects[0].key=own",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9"
        })
class OwnAlertsIntegrationTest {

    @Autowired
    private List<Attention> overview;

    @Autowired
    private OwnAlerts own;

    @Autowired
    private VerdictAlerts verdicts;

    @Autowired
    private ClusterHealth health;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private AlertInbox inbox;

    @Autowired
    private AlertsSeen seen;

    @Autowired
    private RunbookLibrary library;

    @MockitoBean
    private IntegrityTable table;

    @MockitoBean
    private KpiHistory kpis;

    @Autowired
    private KpiAlerts kpiAlerts;

    @Autowired
    private Projects projects;

    @Autowired
    private OwnBoard ownBoard;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "alert_episode", "alert", "alert_handling", "alert_event", "alert_heartbeat", "alert_cluster")) {
            jdbc.update("delete from " + table);
        }
        jdbc.update("delete from source_status");
        tableSays(0);
    }

    private List<String> board(AlertState state) {
        return inbox.board(new AlertQuery(Set.of(state), LabelMatchers.ALL, null, null, null), 10, null).rows().stream()
                .map(row -> row.episode().name() + ": " + row.episode().sentence())
                .toList();
    }

    @Test
    void raisesABreachOfAKpiOnceAndEndsIt() {
        var opened = Instant.parse("2026-11-20T10:00:00Z");
        when(kpis.openBreaches())
                .thenReturn(List.of(breach("rmse", 0.137, opened), breach("train_time_s", 90, opened)));
        kpiAlerts.look();
        when(kpis.openBreaches()).thenReturn(List.of(breach("rmse", 0.14, opened)));
        kpiAlerts.look();

        assertThat(board(AlertState.FIRING))
                .containsExactly(
                        "ModelDegradation: rmse of own v1.4.0 is 0.14, above its limit 0.13 (v1.2.4 had 0.118).");
        assertThat(board(AlertState.RESOLVED)).singleElement().asString().startsWith("VigiaTrainingSlow: ");
        var episode = inbox.board(
                        new AlertQuery(Set.of(AlertState.FIRING), LabelMatchers.ALL, null, null, null), 10, null)
                .rows()
                .getFirst()
                .episode();
        assertThat(episode.startsAt()).isEqualTo(opened);
        assertThat(episode.labels()).containsEntry("kpi", "rmse").containsEntry("project", "own");
        assertThat(overview.stream().flatMap(part -> part.needs().stream()))
                .as("said once on the overview, though it is an alert too")
                .filteredOn(need -> need.toString().contains("rmse"))
                .hasSize(1);

        when(kpis.openBreaches()).thenReturn(List.of());
        kpiAlerts.look();
        assertThat(board(AlertState.FIRING)).isEmpty();
    }

    @Test
    void saysOnceOnTheOverviewWhatAPrometheusRaisesOfABreach() {
        when(kpis.openBreaches()).thenReturn(List.of(breach("rmse", 0.137, clock.instant())));
        intake.store(delivery(
                "main",
                List.of(firing("KpiBreach")
                        .since(clock.instant())
                        .with("kpi", "rmse")
                        .with("kpi_rule", "above-baseline-ratio-warning"))));

        assertThat(board(AlertState.FIRING)).singleElement().asString().startsWith("KpiBreach");
        assertThat(overview.stream().flatMap(part -> part.needs().stream()))
                .filteredOn(need ->
                        need.toString().contains("rmse") || need.toString().contains("KpiBreach"))
                .hasSize(1);
    }

    @Test
    void raisesNoBreachWhereAPrometheusDoesAndEndsWhatItRaisedBefore() {
        when(kpis.openBreaches()).thenReturn(List.of(breach("rmse", 0.137, clock.instant())));
        kpiAlerts.look();
        assertThat(board(AlertState.FIRING)).hasSize(1);

        new KpiAlerts(kpis, projects, ownBoard, ClusterRestTest.settings(false)).look();

        assertThat(board(AlertState.FIRING)).isEmpty();
        assertThat(board(AlertState.RESOLVED)).hasSize(1);
    }

    private static KpiBreach breach(String kpi, double value, Instant opened) {
        return new KpiBreach(
                1,
                new ProjectKey("own"),
                kpi,
                "above-baseline-ratio-warning",
                Threshold.Severity.WARNING,
                opened,
                null,
                value,
                0.13,
                0.118,
                "v1.2.4",
                SampleSource.RUN,
                "c5d9b8e",
                "v1.4.0");
    }

    @Test
    void raisesAnAlertWhenAnAlertmanagerCannotBeAskedAndEndsIt() {
        health.bad("main", "alertmanager-unreachable", "nobody listens there.");
        own.look();
        own.look();

        assertThat(board(AlertState.FIRING))
                .containsExactly(
                        "VigiaAlertmanagerUnreachable: The Alertmanager main cannot be asked what it knows: nobody listens there.");

        health.good("main", "fine");
        own.look();

        assertThat(board(AlertState.FIRING)).isEmpty();
        assertThat(board(AlertState.RESOLVED)).hasSize(1);
    }

    @Test
    void noticesAWatchdogThatFellSilent() {
        own.look();
        assertThat(board(AlertState.FIRING)).as("one that never came").isEmpty();
        intake.store(delivery("main", List.of(firing("Watchdog").since(clock.instant()))));
        own.look();
        assertThat(board(AlertState.FIRING)).hasSize(1);

        jdbc.update(
                "update alert_heartbeat set heard_at = ?",
                OffsetDateTime.ofInstant(clock.instant().minus(Duration.ofMinutes(16)), ZoneOffset.UTC));
        own.look();

        assertThat(board(AlertState.FIRING))
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "VigiaWatchdogMissing: The alert Watchdog of main should always fire and was last heard of at"));

        intake.store(delivery("main", List.of(firing("Watchdog").since(clock.instant()))));
        own.look();

        assertThat(board(AlertState.FIRING)).singleElement().asString().startsWith("Watchdog");
    }

    @Test
    void raisesAStaleSourceAndEndsItWithTheNextGoodSync() {
        var id = new SourceId(new ProjectKey("own"), SourceKind.MLFLOW);
        own.look();
        assertThat(board(AlertState.FIRING)).as("never synced").isEmpty();
        sync(id, clock.instant().minus(Duration.ofDays(1)), "nobody listens there");

        own.look();
        own.look();

        assertThat(inbox.board(AlertQuery.PROBLEMS, 10, null).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.episode().labels())
                            .containsEntry("alertname", "VigiaSourceStale")
                            .containsEntry("severity", "warning")
                            .containsEntry("source", "mlflow");
                    assertThat(row.episode().project()).isEqualTo(new ProjectKey("own"));
                    assertThat(row.episode().sentence()).endsWith(": nobody listens there");
                });

        sync(id, clock.instant(), null);
        own.look();

        assertThat(board(AlertState.FIRING)).isEmpty();
        assertThat(board(AlertState.RESOLVED)).hasSize(1);
    }

    private void sync(SourceId id, Instant good, @Nullable String error) {
        jdbc.update("delete from source_status");
        jdbc.update(
                "insert into source_status (project, kind, last_attempt_at, last_good_at, error_code, error)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id.project().value(),
                id.kind().name(),
                clock.instant().atOffset(ZoneOffset.UTC),
                good.atOffset(ZoneOffset.UTC),
                error == null ? null : "mlflow-unreachable",
                error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OwnAlerts.SOURCE_STALE,
                OwnAlerts.ALERTMANAGER_UNREACHABLE,
                OwnAlerts.WATCHDOG_MISSING,
                VerdictAlerts.BROKEN,
                VerdictAlerts.MANY_BROKEN
            })
    void hasARunbookForEachOfItsAlerts(String name) {
        assertThat(library.match(Map.of("alertname", name), Map.of())).isInstanceOf(RunbookMatch.Found.class);
    }

    @Test
    void leavesAloneWhatOthersDeliverUnderItsName() {
        intake.store(delivery("vigia", List.of(firing("Theirs").since(clock.instant()))));

        own.look();
        verdicts.look();

        assertThat(board(AlertState.FIRING)).containsExactly("Theirs: Theirs fires");
    }

    @Test
    void raisesAVersionThatBrokeUntilItIsWholeAgain() {
        var broke = clock.instant().minusSeconds(60);
        tableSays(1, new BrokenVersion(new TagName("v1.0.0"), "churn", broke, "Tag moved from 1234567", true));

        verdicts.look();
        verdicts.look();

        assertThat(inbox.board(AlertQuery.PROBLEMS, 10, null).rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.episode().sentence())
                            .isEqualTo("Version v1.0.0 of own was whole and is broken now: Tag moved from 1234567.");
                    assertThat(row.episode().labels()).containsEntry("version", "v1.0.0");
                    assertThat(row.episode().project()).isEqualTo(new ProjectKey("own"));
                    assertThat(row.episode().model()).isEqualTo("churn");
                    assertThat(row.episode().startsAt()).isEqualTo(broke.truncatedTo(ChronoUnit.MILLIS));
                });

        tableSays(0);
        verdicts.look();

        assertThat(board(AlertState.FIRING)).isEmpty();
        assertThat(board(AlertState.RESOLVED)).hasSize(1);
    }

    @Test
    void tellsQuietlyOfOlderVersionsAllTogether() {
        tableSays(
                10_000,
                new BrokenVersion(new TagName("v2.0.0"), null, clock.instant(), "DVC data lost", true),
                new BrokenVersion(new TagName("v1.0.0"), null, clock.instant(), "DVC data lost", false));

        verdicts.look();

        assertThat(board(AlertState.FIRING))
                .containsExactly(
                        "VigiaVersionBroken: Version v2.0.0 of own was whole and is broken now: DVC data lost.",
                        "VigiaVersionsBroken: 9999 older versions of own were whole and are broken now: v1.0.0, ….");
        assertThat(inbox.board(AlertQuery.PROBLEMS, 10, null).rows())
                .extracting(row -> row.episode().severity())
                .containsExactly(Severity.WARNING, Severity.INFO);
    }

    @Test
    void looksAFewTimesAtMostWhenTenThousandVerdictsChange() {
        tableSays(1, new BrokenVersion(new TagName("v1.0.0"), null, clock.instant(), "Tag moved", true));

        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < 10_000; i++) {
                events.publishEvent(new VerdictChanged(
                        new ProjectKey("own"),
                        new TagName("v1.0." + i),
                        Outcome.PASS,
                        Outcome.FAIL,
                        "its tag moved",
                        clock.instant()));
            }
            verify(table, never()).broken(any(), anyInt());
        });

        await().untilAsserted(() -> assertThat(board(AlertState.FIRING)).hasSize(1));
        // One at a time, and while one waits no other is asked for; ten thousand would be one an event.
        verify(table, atMost(100)).broken(any(), anyInt());
    }

    private void tableSays(long all, BrokenVersion... versions) {
        when(table.broken(any(), anyInt())).thenReturn(new BrokenVersions(all, List.of(versions)));
    }

    @Test
    void tellsTheRunbooksWhichAlertsThereWere() {
        intake.store(delivery("main", List.of(firing("One").since(clock.instant()))));

        assertThat(seen.within(Duration.ofDays(1)))
                .extracting(AlertsSeen.SeenAlert::alertname)
                .containsExactly("One");
    }
}
