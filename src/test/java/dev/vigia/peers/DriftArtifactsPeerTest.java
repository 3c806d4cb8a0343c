package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftHistory.ArtifactTrouble;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.ReportFormat;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.projects.Sources;
import dev.vigia.runs.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Reports that runs leave among their artifacts, by MLflow's own client on its own server, as they are found.
@VigiaIntegrationTest(
        properties = {
            "vigia.jobs.enabled=true",
            "vigia.jobs.poll=100ms",
            "vigia.sync.interval=1h",
            "vigia.projects[0].key=artifacts",
            "vigia.projects[0].drift.artifact-path=reports/drift.json"
        })
class DriftArtifactsPeerTest {

    private static final ProjectKey PROJECT = new ProjectKey("artifacts");
    private static final Path REAL = Path.of("src/test/resources/drift/evidently-0.7-json.json");

    /// Prints a name and an id a line. The run that goes on has a report, too.
    private static final String LOGGING = """
            mlflow.set_experiment("churn")
            report, page = open("%s").read(), "<html><body>Evidently</body></html>"
            def run(name, json=None, html=None):
                with mlflow.start_run(run_name=name) as r:
                    mlflow.set_tag("version", "v-" + name)
                    if json is not None: mlflow.log_text(json, "reports/drift.json")
                    if html is not None: mlflow.log_text(html, "reports/drift.html")
                print(name, r.info.run_id)
            """;

    private static final String RUNS = """
            run("whole", report, page)
            run("alone", report)
            run("nothing")
            run("rubbish", "rubbish", page)
            run("large", report + " " * (16 * 1024 * 1024), page)
            run("large-page", report, "x" * (24 * 1024 * 1024 + 1))
            with mlflow.start_run(run_name="elsewhere"):
                mlflow.log_text(report, "drift.json")
            r = client.create_run(client.get_experiment_by_name("churn").experiment_id, run_name="open")
            client.log_text(r.info.run_id, report, "reports/drift.json")
            """;

    @TempDir
    static Path folder;

    private static MlflowServer mlflow;
    private static Map<String, String> ids;

    @Autowired
    private DriftHistory history;

    @Autowired
    private KpiHistory kpis;

    @Autowired
    private Sources sources;

    @BeforeAll
    static void logRuns() throws IOException {
        mlflow = MlflowServer.start(Files.createDirectories(folder.resolve("mlflow")));
        ids = log(RUNS);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vigia.projects[0].mlflow.tracking-uri", mlflow::uri);
    }

    @AfterAll
    static void stop() {
        if (mlflow != null) {
            mlflow.close();
        }
    }

    @Test
    void takesInWhatRunsLeftAndSaysWhatItCouldNot() {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(reports()).containsOnlyKeys(id("whole"), id("alone"), id("large-page")));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(history.troubles(PROJECT)).hasSize(3));

        assertThat(reports().get(id("whole"))).satisfies(report -> {
            assertThat(report.format()).isEqualTo(ReportFormat.EVIDENTLY);
            assertThat(report.share()).isEqualTo(2.0 / 6);
            assertThat(report.version()).isEqualTo("v-whole");
            assertThat(report.html()).isTrue();
            assertThat(report.sender()).isEqualTo("vigia");
            assertThat(report.notes()).anyMatch(note -> note.contains("where its run ended"));
            assertThat(history.json(PROJECT, report.id())).hasValue(Files.readAllBytes(REAL));
        });
        assertThat(reports().get(id("alone")).html()).isFalse();
        assertThat(reports().get(id("large-page")).html()).isFalse();
        assertThat(history.troubles(PROJECT).stream()
                        .collect(Collectors.toMap(ArtifactTrouble::run, ArtifactTrouble::note)))
                .hasEntrySatisfying(id("rubbish"), note -> assertThat(note).contains("no JSON"))
                .hasEntrySatisfying(
                        id("large"), note -> assertThat(note).isEqualTo("reports/drift.json has more than 16 MB."))
                .hasEntrySatisfying(
                        id("large-page"),
                        note -> assertThat(note).contains("without its page: reports/drift.html has more than 24 MB."));
        assertThat(sources.of(PROJECT))
                .filteredOn(source -> source.id().kind() == SourceKind.MLFLOW)
                .singleElement()
                .satisfies(source -> {
                    assertThat(source.lastGoodAt()).isNotNull();
                    assertThat(source.errorCode()).isNull();
                });
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(kpis.openBreaches(PROJECT))
                        .as("a third of the columns is more than 5 percent")
                        .anyMatch(breach -> breach.kpi().equals("data_drift_pct")));

        var later = log("run('later', report)");
        sources.syncNow(new SourceId(PROJECT, SourceKind.MLFLOW), Mode.INCREMENTAL);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(reports()).hasSize(4).containsKey(new RunId(later.get("later"))));
    }

    @Test
    void takesNothingTwiceAfterItWasKilled() throws Exception {
        var settings = List.of(
                "vigia.projects[0].key=artifacts",
                "vigia.projects[0].mlflow.tracking-uri=" + mlflow.uri(),
                "vigia.projects[0].drift.artifact-path=reports/drift.json",
                "vigia.sync.interval=1s");
        var data = folder.resolve("killed");
        Set<String> before;
        try (var vigia = VigiaProcess.start(data, settings)) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(reports(vigia)).containsKeys(ids.get("whole"), ids.get("alone")));
            before = reports(vigia).keySet();
            vigia.kill();
        }
        var more = log("run('afterwards', report, page)");
        try (var vigia = VigiaProcess.start(data, settings)) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(reports(vigia)).containsKey(more.get("afterwards")));
            assertThat(reports(vigia)).containsKeys(before.toArray(String[]::new));
            var page = vigia.get(
                    "/api/v1/projects/artifacts/drift-reports/" + reports(vigia).get(more.get("afterwards")) + "/html");
            assertThat(page.body()).isEqualTo("<html><body>Evidently</body></html>");
        }
    }

    /// By run; two reports of one run would be a duplicate key.
    private Map<RunId, DriftReport> reports() {
        return history.page(PROJECT, 100, null).reports().stream()
                .collect(Collectors.toMap(report -> Objects.requireNonNull(report.run()), report -> report));
    }

    /// By run; two reports of one run would be a duplicate key.
    private static Map<String, Long> reports(VigiaProcess vigia) throws IOException {
        return vigia.ask("/api/v1/projects/artifacts/drift-reports")
                .path("reports")
                .valueStream()
                .collect(Collectors.toMap(
                        report -> report.path("runId").asString(),
                        (JsonNode report) -> report.path("id").asLong()));
    }

    private static RunId id(String name) {
        return new RunId(ids.get(name));
    }

    private static Map<String, String> log(String runs) {
        return mlflow.python(LOGGING.formatted(REAL.toAbsolutePath()) + runs)
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
