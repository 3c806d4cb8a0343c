package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.platform.AuditLog;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@VigiaIntegrationTest
@RecordApplicationEvents
class DriftHistoryIntegrationTest {

    private static final ProjectKey PROJECT = new ProjectKey("drifting");

    @Autowired
    private DriftHistory history;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    @Autowired
    private Clock clock;

    @BeforeEach
    void nothingYet() {
        for (String table : List.of("drift_document", "drift_column", "drift_report")) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void storesAReportWithItsColumnsAndDocuments() {
        var json = DriftFixtures.report(2, 8);
        var filed = history.file(DriftFixtures.submission(PROJECT, json, "<html>", "run1", "v1.0.0"));

        assertThat(filed.fresh()).isTrue();
        var report = history.find(PROJECT, filed.id()).orElseThrow();
        assertThat(report.share()).isEqualTo(0.25);
        assertThat(report.datasetDrift()).isFalse();
        assertThat(report.run()).isEqualTo(new RunId("run1"));
        assertThat(report.version()).isEqualTo("v1.0.0");
        assertThat(report.html()).isTrue();
        assertThat(report.notes()).anyMatch(note -> note.contains("names no time"));
        assertThat(history.columns(filed.id())).hasSize(8).first().satisfies(column -> {
            assertThat(column.method()).isEqualTo("psi");
            assertThat(column.drifted()).isTrue();
        });
        assertThat(history.json(PROJECT, filed.id())).hasValue(json);
        assertThat(history.html(PROJECT, filed.id())).hasValue("<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(history.find(new ProjectKey("other"), filed.id())).isEmpty();
        assertThat(history.html(new ProjectKey("other"), filed.id())).isEmpty();
        assertThat(events.stream(DriftReported.class)).containsExactly(new DriftReported(PROJECT, filed.id()));
        assertThat(audit.latest(1).getFirst().action()).isEqualTo("drift-reported");
    }

    @Test
    void storesTheSameReportOnceAndTakesAPageThatComesLater() {
        var json = DriftFixtures.report(2, 8);
        var first = history.file(DriftFixtures.submission(PROJECT, json, null, null, null));
        var again = history.file(DriftFixtures.submission(PROJECT, json, "<html>", null, null));
        var other = history.file(DriftFixtures.submission(PROJECT, json, null, "run2", null));

        assertThat(again).isEqualTo(new DriftHistory.Filed(first.id(), false));
        assertThat(other.fresh()).isTrue();
        assertThat(history.html(PROJECT, first.id())).isPresent();
        assertThat(events.stream(DriftReported.class)).hasSize(2);
    }

    @Test
    void storesAReportOnceThatIsSentTwiceAtTheSameTime() throws Exception {
        var json = DriftFixtures.report(1, 3);
        Callable<DriftHistory.Filed> send =
                () -> history.file(DriftFixtures.submission(PROJECT, json, "<html>", null, null));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var filed = new ArrayList<DriftHistory.Filed>();
            for (var one : threads.invokeAll(List.of(send, send, send, send))) {
                filed.add(one.get());
            }
            assertThat(filed).filteredOn(DriftHistory.Filed::fresh).hasSize(1);
            assertThat(filed)
                    .extracting(DriftHistory.Filed::id)
                    .containsOnly(filed.getFirst().id());
        }
        assertThat(history.columns(history.latest(PROJECT).orElseThrow().id())).hasSize(3);
    }

    @Test
    void tellsTheSharesInTheOrderOfStoringAndTheNewestByTime() {
        var late = file(1, 4, "2026-02-01T00:00:00Z");
        var early = file(2, 4, "2026-01-01T00:00:00Z");
        var unknown = history.file(DriftFixtures.submission(
                PROJECT,
                "{\"dataset_drift\":true,\"drifted_features\":[\"a\"],\"timestamp\":\"20260103_000000\"}"
                        .getBytes(StandardCharsets.UTF_8),
                null,
                null,
                null));

        assertThat(history.shares(PROJECT, 0, 10))
                .extracting(DriftShare::id)
                .containsExactly(late, early, unknown.id());
        assertThat(history.shares(PROJECT, late.value(), 1))
                .extracting(DriftShare::share)
                .containsExactly(0.5);
        assertThat(history.shares(PROJECT, early.value(), 1).getFirst().share()).isNull();
        assertThat(history.latest(PROJECT).orElseThrow().id()).isEqualTo(late);
        assertThat(history.newest(PROJECT, 2)).extracting(DriftShare::id).containsExactly(unknown.id(), late);
    }

    @Test
    void pagesNewestFirst() {
        for (int day = 1; day <= 5; day++) {
            file(day, 8, "2026-01-0" + day + "T00:00:00Z");
        }

        var first = history.page(PROJECT, 2, null);
        var second = history.page(PROJECT, 2, first.next());
        var third = history.page(PROJECT, 2, second.next());

        assertThat(first.reports()).extracting(DriftReport::driftedColumns).containsExactly(5, 4);
        assertThat(second.reports()).extracting(DriftReport::driftedColumns).containsExactly(3, 2);
        assertThat(third.reports()).extracting(DriftReport::driftedColumns).containsExactly(1);
        assertThat(third.next()).isNull();
        assertThatThrownBy(() -> history.page(PROJECT, 2, "rubbish")).hasMessageContaining("cursor");
    }

    @Test
    void keepsScoresThatAreNoNumbers() {
        var json = "{\"metrics\":[{\"config\":{\"type\":\"evidently:metric_v2:ValueDrift\",\"column\":\"a\\u0000\","
                + "\"method\":\"psi\",\"threshold\":0.1},\"value\":NaN},{\"config\":{\"type\":"
                + "\"evidently:metric_v2:ValueDrift\",\"column\":\"b\",\"method\":\"kl_div\",\"threshold\":0.1},"
                + "\"value\":Infinity}]}";
        var filed = history.file(
                DriftFixtures.submission(PROJECT, json.getBytes(StandardCharsets.UTF_8), null, null, null));

        assertThat(history.columns(filed.id()))
                .extracting(ColumnDrift::score)
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void doesNotBelieveATimeInTheFarFuture() {
        var now = clock.instant();
        var filed = file(1, 2, now.plus(400, ChronoUnit.DAYS).toString());

        var report = history.find(PROJECT, filed).orElseThrow();
        assertThat(report.at()).isEqualTo(report.receivedAt());
        assertThat(report.notes()).anyMatch(note -> note.contains("cannot be right"));
    }

    @Test
    void storesNothingOfWhatIsNoReport() {
        assertThatThrownBy(() -> history.file(
                        DriftFixtures.submission(PROJECT, "{}".getBytes(StandardCharsets.UTF_8), "<html>", null, null)))
                .isInstanceOf(UnreadableReportException.class);

        assertThat(jdbc.queryForObject("select count(*) from drift_document", Long.class))
                .isZero();
    }

    private DriftReportId file(int drifted, int tested, @Nullable String at) {
        return history.file(new DriftSubmission(
                        PROJECT,
                        DriftFixtures.report(drifted, tested),
                        null,
                        null,
                        null,
                        at == null ? null : Instant.parse(at),
                        "test"))
                .id();
    }
}
