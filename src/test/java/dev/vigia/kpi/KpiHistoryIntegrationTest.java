package dev.vigia.kpi;

import static dev.vigia.runs.RunFixtures.deleted;
import static dev.vigia.runs.RunFixtures.measured;
import static dev.vigia.runs.RunFixtures.open;
import static dev.vigia.runs.RunFixtures.run;
import static dev.vigia.runs.RunFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftSubmission;
import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.LinkedVersion;
import dev.vigia.integrity.VersionLimits;
import dev.vigia.platform.AuditLog;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import dev.vigia.projects.Threshold.Kind;
import dev.vigia.projects.Threshold.Severity;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunFixtures;
import dev.vigia.runs.RunId;
import dev.vigia.runs.StoredRuns;
import dev.vigia.versions.TagName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@VigiaIntegrationTest(
        properties = {
            "vigia.security.bootstrap-token=t",
            "vigia.projects[0].key=kpis",
            "vigia.projects[0].mlflow.tracking-uri=http://127.0.0.1:9",
            "vigia.projects[0].kpis[0].name=auc",
            "vigia.projects[0].kpis[0].better=higher",
            "vigia.projects[0].kpis[0].experiments[0]=elsewhere"
        })
@AutoConfigureMockMvc
class KpiHistoryIntegrationTest {

    private static final ProjectKey PROJECT = new ProjectKey("kpis");
    private static final SeriesQuery ALL = new SeriesQuery(null, null, 100);

    @MockitoBean
    private IntegrityTable integrity;

    @Autowired
    private Deriving deriving;

    @Autowired
    private KpiHistory history;

    @Autowired
    private KpiDecisions decisions;

    @Autowired
    private VersionLimits limits;

    @Autowired
    private SampleStore samples;

    @Autowired
    private MockMvc web;

    @Autowired
    private DriftHistory drift;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationContext context;

    private final List<LinkedVersion> versions = new ArrayList<>();
    private int judgements;

    @BeforeEach
    void empty() {
        for (var table : List.of(
                "drift_document",
                "drift_column",
                "drift_report",
                "kpi_sample",
                "kpi_breach",
                "kpi_threshold_edit",
                "kpi_baseline",
                "kpi_candidate",
                "kpi_version",
                "kpi_dirty",
                "kpi_project",
                "runs",
                "run_values")) {
            jdbc.update("delete from " + table);
        }
        // What is held in memory goes by the revision.
        samples.rewritten(PROJECT, List.of("rmse", "qwk", "train_time_s", "data_drift_pct"));
        when(integrity.linked(PROJECT)).thenReturn(versions);
    }

    private void stored(RunFacts... runs) {
        StoredRuns.store(context, PROJECT, runs);
        deriving.drain(PROJECT);
    }

    /// A finished run, one a minute, with this RMSE.
    private static RunFacts rmse(int number, double value) {
        return measured(run(number), Map.of("rmse", value));
    }

    private void version(String name, int run, boolean whole) {
        version(null, name, run, whole);
    }

    private void version(@Nullable String model, String name, int run, boolean whole) {
        versions.add(new LinkedVersion(
                new TagName(model == null ? name : model + "@" + name),
                model,
                name,
                at(run).plusSeconds(5),
                run(run).id().value(),
                whole));
        when(integrity.asOf(PROJECT)).thenReturn(RunFixtures.START.plusSeconds(++judgements));
        deriving.drain(PROJECT);
    }

    private static Instant at(int run) {
        return RunFixtures.START.plusSeconds(60L * run + 30);
    }

    private KpiStatus standing(String kpi) {
        return history.status(PROJECT).stream()
                .filter(status -> status.kpi().name().equals(kpi))
                .findFirst()
                .orElseThrow();
    }

    private List<Double> values(String kpi) {
        return history.series(PROJECT, kpi, ALL).points().stream()
                .map(SeriesPage.Point::value)
                .toList();
    }

    private long rows() {
        return jdbc.queryForObject("select count(*) from kpi_sample", Long.class);
    }

    @Test
    void everyFinishedRunGivesSamplesOnce() {
        stored(rmse(1, 0.5), rmse(2, 0.4), open(rmse(3, 0.3)));
        var rows = rows();
        deriving.drain(PROJECT);
        stored(rmse(1, 0.5));

        assertThat(values("rmse")).containsExactly(0.5, 0.4);
        assertThat(values("train_time_s")).as("the run's duration").containsExactly(30.0, 30.0);
        assertThat(rows()).isEqualTo(rows).isEqualTo(4);
        assertThat(standing("qwk").state()).isEqualTo(KpiStatus.State.NO_SAMPLES);
        assertThat(standing("auc").latest()).as("of another experiment").isNull();
    }

    @Test
    void followsLateMetricsAndDeletionsAndKeepsWhatWasSaid() {
        stored(rmse(1, 0.5), rmse(2, 0.4));
        assertThat(values("rmse")).containsExactly(0.5, 0.4);

        stored(measured(run(2), Map.of("rmse", 0.45, "qwk", 0.8, "train_time_s", 7.0)));
        assertThat(values("rmse")).containsExactly(0.5, 0.45);
        assertThat(values("qwk")).containsExactly(0.8);
        assertThat(values("train_time_s")).as("logged beats measured").containsExactly(30.0, 7.0);

        stored(deleted(rmse(1, 0.5), true));
        assertThat(values("rmse")).containsExactly(0.45);
        assertThat(rows()).as("nothing is ever taken out").isEqualTo(7);
    }

    @Test
    void holdsATimeByTheClockOnlyAgainstItsLike() {
        stored(measured(run(1), Map.of("rmse", 0.1, "train_time_s", 12.0)));
        version("v1.0.0", 1, true);
        stored(rmse(2, 0.1));

        assertThat(standing("train_time_s").latest())
                .satisfies(sample -> assertThat(sample.clocked()).isTrue());
        assertThat(standing("train_time_s").baseline()).isNotNull();
        assertThat(standing("train_time_s").baselineValue())
                .as("12 s of training are no measure for 30 s of a process")
                .isNull();
        assertThat(standing("train_time_s").delta()).isNull();
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(history.series(PROJECT, "train_time_s", ALL).breaching()).isZero();

        version("v1.1.0", 2, true);
        assertThat(history.versions(PROJECT).getLast().answer())
                .satisfies(answer ->
                        assertThat(answer.notes()).containsExactly("v1.0.0 has no train_time_s to compare with."));

        stored(measured(run(3), Map.of("rmse", 0.1, "train_time_s", 16.0)));
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        version("v1.2.0", 3, true);
        assertThat(standing("train_time_s").baselineValue()).isNull();

        decisions.chooseBaseline(PROJECT, new TagName("v1.0.0"), "ana", "it logged its time");
        deriving.drain(PROJECT);
        assertThat(history.openBreaches(PROJECT))
                .singleElement()
                .satisfies(breach -> assertThat(breach.limit()).isEqualTo(15.0));
        assertThat(history.series(PROJECT, "train_time_s", ALL).points())
                .extracting(SeriesPage.Point::value, point -> !point.crossed().isEmpty())
                .containsExactly(tuple(12.0, false), tuple(30.0, false), tuple(16.0, true));
    }

    @Test
    void keepsNanAsABreachOfItsOwnThatHidesNoOther() {
        decisions.setThresholds(
                PROJECT, "rmse", List.of(new Threshold(Kind.ABOVE, 1, Severity.CRITICAL)), "ana", "a first limit");
        stored(rmse(1, 2));
        stored(rmse(2, Double.NaN));

        assertThat(values("rmse")).containsExactly(2.0, Double.NaN);
        assertThat(history.openBreaches(PROJECT))
                .extracting(KpiBreach::rule)
                .containsExactlyInAnyOrder("above-critical", "nan");

        stored(rmse(3, 0.9));
        assertThat(history.openBreaches(PROJECT)).isEmpty();
    }

    @Test
    void opensABreachKeepsItWhileItLastsAndClosesIt() {
        stored(measured(run(1), Map.of("qwk", 0.69)));
        stored(measured(run(2), Map.of("qwk", 0.65)));

        assertThat(history.openBreaches(PROJECT)).singleElement().satisfies(breach -> {
            assertThat(breach.openedAt()).isEqualTo(at(1));
            assertThat(breach.value()).isEqualTo(0.65);
            assertThat(breach.limit()).isEqualTo(0.7);
            assertThat(breach.origin()).isEqualTo(run(2).id().value());
            assertThat(breach.sentence()).isEqualTo("qwk of kpis is 0.65, below its limit 0.7.");
        });

        stored(measured(run(3), Map.of("qwk", 0.70)));
        assertThat(history.openBreaches(PROJECT))
                .as("the limit itself is within")
                .isEmpty();
        assertThat(history.breaches(PROJECT))
                .singleElement()
                .satisfies(breach -> assertThat(breach.closedAt()).isNotNull());
        assertThat(standing("qwk").state()).isEqualTo(KpiStatus.State.WITHIN);
    }

    @Test
    void lateSamplesOfOlderRunsOpenNothing() {
        stored(measured(run(5), Map.of("qwk", 0.9)));
        stored(measured(run(1), Map.of("qwk", 0.1)));

        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(values("qwk")).containsExactly(0.1, 0.9);
    }

    @Test
    void comparesEachVersionWithTheLastWholeOneBeforeIt() {
        stored(rmse(1, 0.100), rmse(2, 0.105), rmse(3, 0.120), rmse(4, 0.110));
        version("v1.0.0", 1, true);
        version("v1.1.0", 2, true);
        version("v1.2.0", 3, true);
        version("v1.3.0", 4, true);

        var tags = List.of(new TagName("v1.0.0"), new TagName("v1.1.0"), new TagName("v1.2.0"), new TagName("v1.3.0"));
        var answers = limits.of(PROJECT, tags);
        assertThat(answers.get(tags.get(0)).baseline()).isNull();
        assertThat(answers.get(tags.get(0)).notes()).singleElement().asString().contains("no earlier baseline");
        assertThat(answers.get(tags.get(1)).baseline()).isEqualTo("v1.0.0");
        assertThat(answers.get(tags.get(2)).breaches())
                .containsExactly(
                        new Evidence.KpiBreach("rmse", "above-baseline-ratio-warning", "warning", "0.12", "0.1155"));
        assertThat(answers.get(tags.get(3)).baseline())
                .as("what breached is no baseline")
                .isEqualTo("v1.1.0");
        assertThat(answers.get(tags.get(3)).breaches()).isEmpty();

        assertThat(history.baselines(PROJECT).get("").name()).isEqualTo("v1.3.0");
        assertThat(history.baselineHistory(PROJECT))
                .extracting(choice ->
                        choice.baseline() == null ? "none" : choice.baseline().name())
                .containsExactly("v1.3.0", "v1.1.0", "v1.0.0");
        assertThat(standing("rmse").baseline().name()).as("not with itself").isEqualTo("v1.1.0");
    }

    @Test
    void asksForANewVerdictOnlyOfVersionsWhoseAnswerChanged() {
        stored(rmse(1, 0.1), rmse(2, 0.2));
        version("v1.0.0", 1, true);
        verify(integrity).reconsider(PROJECT, Set.of(new TagName("v1.0.0")));
        clearInvocations(integrity);
        version("v1.1.0", 2, true);
        verify(integrity).reconsider(PROJECT, Set.of(new TagName("v1.1.0")));
        clearInvocations(integrity);
        deriving.drain(PROJECT);
        verify(integrity, never()).reconsider(any(), any());
    }

    @Test
    void aBaselineChosenByHandCountsForWhatComesAfterIt() {
        stored(rmse(1, 0.100), rmse(2, 0.099), rmse(3, 0.109));
        version("v1.0.0", 1, true);
        version("v1.1.0", 2, true);
        version("v1.2.0", 3, true);
        assertThat(limits.of(PROJECT, List.of(new TagName("v1.2.0")))
                        .get(new TagName("v1.2.0"))
                        .breaches())
                .hasSize(1);

        decisions.chooseBaseline(PROJECT, new TagName("v1.0.0"), "ana", "the last one that was signed off");

        assertThat(limits.of(PROJECT, List.of(new TagName("v1.2.0"))).get(new TagName("v1.2.0")))
                .satisfies(answer -> {
                    assertThat(answer.baseline()).isEqualTo("v1.0.0");
                    assertThat(answer.breaches()).isEmpty();
                });
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(history.baselineHistory(PROJECT).getFirst()).satisfies(choice -> {
            assertThat(choice.by()).isEqualTo("ana");
            assertThat(choice.why()).isEqualTo("the last one that was signed off");
            assertThat(choice.byRule()).isFalse();
        });
        assertThat(audit.latest(1).getFirst().action()).isEqualTo("kpi-baseline-set");

        decisions.followRule(PROJECT, "", "ana", "enough of that");
        assertThat(history.openBreaches(PROJECT)).hasSize(1);
        assertThat(history.baselines(PROJECT).get("").name()).isEqualTo("v1.1.0");
    }

    @Test
    void takesARunThatMadeNoVersionAsABaseline() {
        stored(rmse(1, 0.2), rmse(2, 0.1), rmse(3, 0.15));
        version("v1.0.0", 1, true);
        assertThat(history.openBreaches(PROJECT)).isEmpty();

        assertThat(decisions.chooseBaseline(PROJECT, run(2).id(), "ana", "better"))
                .isPresent();
        assertThat(history.openBreaches(PROJECT)).singleElement().satisfies(breach -> {
            assertThat(breach.limit()).isEqualTo(0.11, within(1e-12));
            assertThat(breach.baseline()).isEqualTo("run " + run(2).id().value().substring(0, 7));
        });
        assertThat(decisions.chooseBaseline(PROJECT, new RunId("f".repeat(32)), "ana", "no such run"))
                .isEmpty();
    }

    @Test
    void saysThatABaselineIsStale() {
        stored(rmse(1, 0.2), rmse(2, 0.2));
        version("v1.0.0", 1, true);
        decisions.chooseBaseline(PROJECT, new TagName("v1.0.0"), "ana", "");
        stored(deleted(rmse(1, 0.2), true));

        assertThat(history.staleBaselines(PROJECT).get("")).contains("deleted in MLflow");
    }

    @Test
    void keepsTheLinesOfSeveralModelsApart() {
        stored(rmse(1, 0.1), rmse(2, 0.5), rmse(3, 0.105), rmse(4, 0.56));
        version("small", "v1.0.0", 1, true);
        version("large", "v1.0.0", 2, true);
        version("small", "v1.1.0", 3, true);
        version("large", "v1.1.0", 4, true);

        var answers = limits.of(PROJECT, List.of(new TagName("small@v1.1.0"), new TagName("large@v1.1.0")));
        assertThat(answers.get(new TagName("small@v1.1.0")).breaches()).isEmpty();
        assertThat(answers.get(new TagName("large@v1.1.0")).breaches()).hasSize(1);
        assertThat(history.baselines(PROJECT).get("large").name()).isEqualTo("large@v1.0.0");

        stored(rmse(5, 0.1));
        assertThat(standing("rmse").baseline())
                .as("the experiment makes both, and the run claims neither")
                .isNull();
        stored(tagged(rmse(6, 0.8), "version", "large@v2.0.0"));
        assertThat(standing("rmse").baseline())
                .as("it claims a version that no tag stands for")
                .isEqualTo(history.baselines(PROJECT).get("large"));
        assertThat(standing("rmse").version()).isNull();
        assertThat(history.openBreaches(PROJECT))
                .singleElement()
                .satisfies(breach -> assertThat(breach.limit()).isCloseTo(0.55, within(1e-9)));
    }

    @Test
    void aRunWithoutAVersionIsOfTheOnlyModelOfItsExperiment() {
        stored(rmse(1, 0.1));
        version("small", "v1.0.0", 1, true);
        version("large", "v1.0.0", 99, true);

        stored(rmse(2, 0.12));

        assertThat(standing("rmse").baseline())
                .isEqualTo(history.baselines(PROJECT).get("small"));
    }

    @Test
    void showsWhatARuleWouldHaveDoneWithoutSavingIt() {
        stored(rmse(1, 0.5), rmse(2, 0.7), rmse(3, 0.4));

        var preview = history.preview(PROJECT, "rmse", List.of(new Threshold(Kind.ABOVE, 0.45, Severity.WARNING)), ALL);
        assertThat(preview.breaching()).isEqualTo(2);
        assertThat(preview.points())
                .extracting(point -> point.crossed().isEmpty())
                .containsExactly(false, false, true);
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(standing("rmse").edited()).isNull();
    }

    @Test
    void refusesTwoThresholdsOfOneKindAndAKpiThatIsNone() {
        var twice =
                List.of(new Threshold(Kind.ABOVE, 1, Severity.WARNING), new Threshold(Kind.ABOVE, 2, Severity.WARNING));
        assertThatThrownBy(() -> decisions.setThresholds(PROJECT, "rmse", twice, "ana", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history.series(PROJECT, "none", ALL)).isInstanceOf(UnknownKpiException.class);
        assertThat(standing("rmse").edited()).isNull();
    }

    @Test
    void marksTheUnlikelyAndNeverCallsItABreach() {
        var runs = new RunFacts[25];
        for (var i = 0; i < runs.length; i++) {
            runs[i] = measured(run(i), Map.of("qwk", i == 24 ? 0.95 : 0.80 + (i % 3) * 0.005));
        }
        stored(runs);

        assertThat(standing("qwk").unlikely()).isTrue();
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(history.series(PROJECT, "qwk", ALL).points())
                .filteredOn(SeriesPage.Point::unlikely)
                .hasSize(1);
    }

    @Test
    void tellsProgramsHowEachKpiStands() throws Exception {
        stored(measured(run(1), Map.of("qwk", 0.65, "rmse", Double.NaN)));

        web.perform(authorized(get("/api/v1/projects/kpis/kpis")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.kpis[?(@.name == 'qwk')].state").value("BREACH"))
                .andExpect(jsonPath("$.kpis[?(@.name == 'qwk')].latest.value").value(0.65))
                .andExpect(jsonPath("$.kpis[?(@.name == 'rmse')].latest.value").value("NaN"))
                .andExpect(
                        jsonPath("$.kpis[?(@.name == 'data_drift_pct')].state").value("NO_SAMPLES"));
        web.perform(authorized(get("/api/v1/projects/kpis/kpis/qwk/series?points=10")))
                .andExpect(jsonPath("$.samples").value(1))
                .andExpect(jsonPath("$.breaching").value(1))
                .andExpect(jsonPath("$.points[0].crossed[0]").value("below-warning"));
        web.perform(authorized(get("/api/v1/projects/kpis/kpis/breaches")))
                .andExpect(jsonPath("$.length()").value(2));
        web.perform(authorized(get("/api/v1/projects/kpis/kpis/none/series"))).andExpect(status().isNotFound());
        web.perform(authorized(get("/api/v1/projects/kpis/kpis/qwk/series?points=2")))
                .andExpect(status().isBadRequest());
        web.perform(get("/api/v1/projects/kpis/kpis")).andExpect(status().isUnauthorized());
    }

    @Test
    void takesThresholdsAndBaselinesFromPrograms() throws Exception {
        stored(measured(run(1), Map.of("qwk", 0.65)));

        web.perform(authorized(put("/api/v1/projects/kpis/kpis/qwk/thresholds"))
                        .contentType("application/json")
                        .content("""
                                {"thresholds": [{"kind": "BELOW", "number": 0.6, "severity": "CRITICAL"}],
                                 "why": "agreed with the customer"}"""))
                .andExpect(status().isNoContent());
        assertThat(history.openBreaches(PROJECT)).isEmpty();
        assertThat(audit.latest(1).getFirst().detail()).contains("below 0.6 critical", "agreed with the customer");

        web.perform(authorized(put("/api/v1/projects/kpis/kpis/qwk/thresholds"))
                        .contentType("application/json")
                        .content("{\"thresholds\": []}"))
                .andExpect(status().isBadRequest());
        web.perform(authorized(delete("/api/v1/projects/kpis/kpis/qwk/thresholds?why=enough")))
                .andExpect(status().isNoContent());
        assertThat(history.openBreaches(PROJECT)).hasSize(1);

        web.perform(authorized(put("/api/v1/projects/kpis/kpis/baseline"))
                        .contentType("application/json")
                        .content("{\"runId\": \"" + run(1).id().value() + "\", \"why\": \"it is good\"}"))
                .andExpect(status().isOk());
        web.perform(authorized(get("/api/v1/projects/kpis/kpis/baselines")))
                .andExpect(jsonPath("$.['']" + ".runId").value(run(1).id().value()));
        web.perform(authorized(put("/api/v1/projects/kpis/kpis/baseline"))
                        .contentType("application/json")
                        .content("{\"why\": \"which?\"}"))
                .andExpect(status().isBadRequest());
    }

    private static MockHttpServletRequestBuilder authorized(MockHttpServletRequestBuilder request) {
        return request.header(HttpHeaders.AUTHORIZATION, "Bearer t");
    }

    @Test
    void takesTheShareOfDriftReports() {
        drift.file(report(1, "2026-01-01"));
        deriving.drain(PROJECT);
        deriving.drain(PROJECT);

        assertThat(values("data_drift_pct")).containsExactly(12.5);
        assertThat(history.openBreaches(PROJECT)).singleElement().satisfies(breach -> {
            assertThat(breach.source()).isEqualTo(SampleSource.DRIFT);
            assertThat(breach.limit()).isEqualTo(5);
        });
    }

    @Test
    void missesNoDriftReportThatWasStoredAfterTheOneThatCameLater() throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(_ -> {
                drift.file(report(2, "2026-01-01"));
                var later = other.submit(() -> {
                    drift.file(report(4, "2026-01-02"));
                    deriving.drain(PROJECT);
                    return values("data_drift_pct");
                });
                assertThat(later).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of(50.0));
            });
        }
        deriving.drain(PROJECT);

        assertThat(values("data_drift_pct")).containsExactly(25.0, 50.0);
    }

    /// Of eight columns.
    private static DriftSubmission report(int drifted, String day) {
        return new DriftSubmission(
                PROJECT,
                """
                {"version": "0.4.40", "timestamp": "%s 00:00:00.0", "metrics": [{"metric": "DatasetDriftMetric",
                 "result": {"drift_share": 0.5, "number_of_columns": 8, "number_of_drifted_columns": %d,
                 "share_of_drifted_columns": %s, "dataset_drift": false}}]}""".formatted(day, drifted, drifted / 8.0).getBytes(StandardCharsets.UTF_8),
                null,
                null,
                null,
                null,
                "token:1");
    }
}
