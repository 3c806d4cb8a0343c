package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.Evidence;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.OrphanRun;
import dev.vigia.integrity.Outcome;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.projects.Sources;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunQuery;
import dev.vigia.versions.TagName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The whole way with nothing faked: runs logged by MLflow's own client to its own server, tags by Git, data
/// pushed by DVC; and the table that comes of them.
@VigiaIntegrationTest(
        properties = {
            "vigia.jobs.enabled=true",
            "vigia.jobs.poll=100ms",
            "vigia.sync.interval=1h",
            "vigia.projects[0].key=churn",
            "vigia.projects[0].git.version-tags=v[0-9].*|odd/.*|[a-z]+@v.*",
            // These runs train nothing: how long they take says nothing about a version.
            "vigia.projects[0].kpis[0].name=train_time_s",
            "vigia.projects[0].kpis[0].thresholds[0].above=3600",
            "vigia.projects[0].mlflow.experiments[0]=churn-xgb",
            "vigia.projects[1].key=kpis",
            "vigia.projects[1].mlflow.experiments[0]=kpis"
        })
class IntegrityPeerTest {

    private static final ProjectKey CHURN = new ProjectKey("churn");
    private static final String ODD = "odd/it's_\"quoted\"#1/🎉";

    @TempDir
    static Path folder;

    private static MlflowServer mlflow;

    @Autowired
    private IntegrityTable table;

    @Autowired
    private Sources sources;

    @Autowired
    private RunCatalog runs;

    @Autowired
    private KpiHistory kpis;

    @Autowired
    private KpiDecisions decisions;

    @Autowired
    private AlertInbox inbox;

    @BeforeAll
    static void buildWorld() throws Exception {
        Peers.require("dvc");
        mlflow = MlflowServer.start(Files.createDirectories(folder.resolve("mlflow")), "--workers", "1");
        var repo = Files.createDirectories(folder.resolve("repo"));
        Files.writeString(repo.resolve("train.sh"), """
                n=$(sed -n 's/^n: //p' params.yaml)
                echo "model $n" > model.pkl
                echo '{"rmse": 0.1'$n'}' > metrics.json
                """);
        Files.writeString(repo.resolve("dvc.yaml"), """
                stages:
                  train:
                    cmd: sh train.sh
                    params: [n]
                    outs: [model.pkl]
                    metrics:
                    - metrics.json: {cache: false}
                """);
        sh("""
                git init -q -b main . && dvc init -q && dvc remote add -q -d store ../store
                for n in 1 2 3; do
                  echo "n: $n" > params.yaml; dvc repro -q; dvc push -q; git add -A; git commit -qm "version $n"
                  git tag -am "$n" v1.0.$n
                done
                git tag -am a "churn@v2.0.0#1"; git tag -am l v1.1.0; git tag -am d v1.2.0; git tag v1.3.0; git tag -am m v1.4.0 HEAD~1
                git tag -am c v1.5.0; git tag -am o "%s"
                git checkout -q --orphan broken; echo 'stages: {train: [oops' > dvc.lock; git add -A; git commit -qm broken; git tag -am b v3.0.0
                git checkout -q main
                """.formatted(ODD.replace("\"", "\\\"")));
        mlflow.python(
                LOGGING.formatted(commit("v1.0.1"), commit("v1.0.2"), commit("v1.0.3"), ODD.replace("\"", "\\\"")));
    }

    private static final String LOGGING = """
            mlflow.set_experiment("churn-xgb")
            def run(name, commit, n, version=None, rmse=None, model=True):
                with mlflow.start_run(run_name=name) as r:
                    if version: mlflow.set_tag("version", version)
                    mlflow.set_tag("mlflow.source.git.commit", commit)
                    mlflow.log_metric("rmse", rmse if rmse is not None else float("0.1%%d" %% n))
                    mlflow.log_param("n", n)
                    if model: mlflow.log_text("model", "model.txt")
                return r.info.run_id
            one, two, three = "%s", "%s", "%s"
            run("first", one, 1, "v1.0.1")
            run("second", two, 2, "v1.0.2")
            run("unclaimed", three, 3)
            run("artifact", three, 3, "v2.0.0")
            run("different", three, 3, "v1.1.0", rmse=0.5)
            run("twice-a", three, 3, "v1.2.0")
            run("twice-b", three, 3, "v1.2.0")
            run("elsewhere", one, 3, "v1.3.0")
            run("steady", two, 2, "v1.4.0")
            run("bare", three, 3, "v1.5.0", model=False)
            run("strange", three, 3, "%s")
            run("lost", three, 3, "v9.9.9")
            run("late", three, 3)
            """;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vigia.file-roots[0]", folder::toString);
        registry.add(
                "vigia.projects[0].git.url",
                () -> folder.resolve("repo").toUri().toString());
        registry.add("vigia.projects[0].mlflow.tracking-uri", mlflow::uri);
        registry.add("vigia.projects[1].mlflow.tracking-uri", mlflow::uri);
    }

    @AfterAll
    static void stop() {
        if (mlflow != null) {
            mlflow.close();
        }
    }

    @Test
    void buildsTheTableFromRealSourcesAndFollowsThem() throws Exception {
        awaitRow("v1.0.1", row -> row.verdict() == Outcome.PASS);
        awaitRow("v3.0.0", row -> check(row, CheckKind.DVC_TRACKED).outcome() == Outcome.FAIL);

        assertThat(verdicts())
                .containsEntry("v1.0.1", "Whole")
                .containsEntry("v1.0.2", "Whole")
                .containsEntry("v1.0.3", "No run claims v1.0.3")
                .containsEntry("churn@v2.0.0#1", "Whole")
                .containsEntry("v1.1.0", "rmse 0.13 ≠ 0.5")
                .containsEntry("v1.2.0", "2 runs claim v1.2.0")
                .containsEntry("v1.3.0", "Run made from " + commit("v1.0.1").substring(0, 7))
                .containsEntry("v1.4.0", "Whole")
                .containsEntry("v1.5.0", "Run has no model")
                .containsEntry(ODD, "Whole")
                .hasSize(11);
        assertThat(row("v1.0.1").checks())
                .extracting(check -> check.check() + " " + check.code())
                .containsExactly(
                        "TAG tag-unmoved",
                        "DVC_TRACKED pipeline-tracked",
                        "DATA_PUSHED data-pushed",
                        "RUN_LINKED run-linked",
                        "RUN_COMPLETE run-complete",
                        "SAME_CODE same-code",
                        "SAME_METRICS same-metrics",
                        "SAME_PARAMS same-params",
                        "REPRODUCED reproduction-not-recorded",
                        "KPI_WITHIN_LIMITS kpis-within-limits");
        assertThat(row("v3.0.0").verdict()).isEqualTo(Outcome.FAIL);
        assertThat(check(row("v3.0.0"), CheckKind.DVC_TRACKED).reason()).contains("dvc.lock");
        assertThat(table.orphanRuns(CHURN))
                .extracting(OrphanRun::name)
                .containsExactlyInAnyOrder("lost", "twice-a", "twice-b");

        theCommandWeOfferLinksTheRun();
        aDeletedRunIsSeen();
        aMovedTagIsSeen();
        aLostObjectIsSeen();
    }

    private void theCommandWeOfferLinksTheRun() throws Exception {
        var linking = (Evidence.Runs) check(row("v1.0.3"), CheckKind.RUN_LINKED).evidence();
        assertThat(linking.candidates())
                .extracting(Evidence.RunRef::name)
                .containsExactlyInAnyOrder("late", "unclaimed", "lost");
        var python = Peers.require("mlflow-python").getParent();
        exec(folder, "export PATH=" + python + ":$PATH; " + linking.command());

        sources.syncNow(CHURN, Mode.INCREMENTAL);
        awaitRow("v1.0.3", row -> row.verdict() == Outcome.PASS);
    }

    private void aDeletedRunIsSeen() {
        mlflow.python("client.delete_run('" + row("v1.0.2").runId() + "')");
        sources.syncNow(CHURN, Mode.INCREMENTAL);
        awaitRow("v1.0.2", row -> row.headline().equals("Run of v1.0.2 was deleted"));
    }

    private void aMovedTagIsSeen() throws Exception {
        var before = commit("v1.4.0");
        sh("git tag -f -am moved v1.4.0 main");
        sources.syncNow(CHURN, Mode.INCREMENTAL);
        awaitRow("v1.4.0", row -> row.headline().equals("Tag moved from " + before.substring(0, 7)));
        assertThat(table.version(CHURN, new TagName("v1.4.0")).orElseThrow().history())
                .extracting(change -> change.from() + " " + change.to())
                .startsWith("PASS FAIL");
    }

    private void aLostObjectIsSeen() throws Exception {
        var outputs = table.version(CHURN, new TagName("v1.0.1")).orElseThrow().outputs();
        assertThat(outputs).extracting(output -> output.path()).containsExactly("model.pkl");
        Files.delete(folder.resolve("store")
                .resolve(String.valueOf(outputs.getFirst().objectKey())));
        sources.syncNow(CHURN, Mode.INCREMENTAL);
        awaitRow("v1.0.1", row -> row.headline().equals("Data never pushed"));
    }

    private Map<String, String> verdicts() {
        return table.rows(IntegrityQuery.of(CHURN), 0, 100).stream()
                .collect(Collectors.toMap(row -> row.tag().value(), IntegrityRow::headline));
    }

    private IntegrityRow row(String tag) {
        return table.version(CHURN, new TagName(tag)).orElseThrow().row();
    }

    private static Check check(IntegrityRow row, CheckKind kind) {
        return row.checks().stream()
                .filter(check -> check.check() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void followsTheKpisOfRealRunsToTheInboxAndBack() throws Exception {
        var project = new ProjectKey("kpis");
        log(project, "good", "rmse=0.10, qwk=0.80, train_time_s=10, data_drift_pct=1");
        var good = run(project, "good");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> decisions
                        .chooseBaseline(project, good, "ana", "signed off")
                        .isPresent());
        assertThat(kpis.openBreaches(project)).isEmpty();

        log(project, "bad", "rmse=0.12, qwk=0.60, train_time_s=13, data_drift_pct=7");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(firing(project))
                        .containsExactlyInAnyOrder(
                                "DataDriftDetected: data_drift_pct of kpis is 7, above its limit 5.",
                                "ModelDegradation: qwk of kpis is 0.6, below its limit 0.7.",
                                "ModelDegradation: rmse of kpis is 0.12, above its limit 0.11 (run "
                                        + good.abbreviated() + " had 0.1).",
                                "VigiaTrainingSlow: train_time_s of kpis is 13, above its limit 12.5 (run "
                                        + good.abbreviated() + " had 10)."));

        log(project, "nothing", "rmse=float('nan'), qwk=0.75, train_time_s=11, data_drift_pct=0");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(firing(project))
                        .as("what is no number hides no breach and is one itself")
                        .hasSize(2)
                        .allMatch(alert -> alert.startsWith("ModelDegradation: rmse")));

        log(project, "better", "rmse=0.09, qwk=0.81, train_time_s=9, data_drift_pct=0");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(firing(project)).isEmpty());
        assertThat(kpis.breaches(project)).hasSize(5).allMatch(breach -> breach.closedAt() != null);
    }

    private void log(ProjectKey project, String name, String metrics) throws Exception {
        mlflow.python("""
                mlflow.set_experiment("kpis")
                with mlflow.start_run(run_name="%s"):
                    for name, value in dict(%s).items():
                        mlflow.log_metric(name, value)
                """.formatted(name, metrics));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    sources.syncNow(new SourceId(project, SourceKind.MLFLOW), Mode.INCREMENTAL);
                    return runs.slice(RunQuery.of(project), 0, 10).stream()
                            .anyMatch(run -> run.name().equals(name) && run.endedAt() != null);
                });
    }

    private RunId run(ProjectKey project, String name) {
        return runs.slice(RunQuery.of(project), 0, 10).stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<String> firing(ProjectKey project) {
        return inbox
                .board(new AlertQuery(Set.of(AlertState.FIRING), LabelMatchers.ALL, null, project, null), 20, null)
                .rows()
                .stream()
                .map(row -> row.episode())
                .filter(episode -> episode.labels().containsKey("kpi"))
                .map(episode -> episode.name() + ": " + episode.sentence())
                .toList();
    }

    private void awaitRow(String tag, Predicate<IntegrityRow> fits) {
        try {
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> table.version(CHURN, new TagName(tag))
                            .filter(report -> fits.test(report.row()))
                            .isPresent());
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError(
                    tag + " stays " + table.version(CHURN, new TagName(tag)) + "\nsources " + sources.of(CHURN), late);
        }
    }

    private static String commit(String tag) throws Exception {
        return sh("git rev-parse '" + tag + "^{commit}'").strip();
    }

    /// In the repository, with the real programs and nobody's own settings.
    private static String sh(String script) throws Exception {
        return exec(
                folder.resolve("repo"), "export PATH=" + Peers.require("dvc").getParent() + ":$PATH; " + script);
    }

    private static String exec(Path where, String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of("bash", "-euc", script)).directory(where.toFile());
        var environment = builder.environment();
        environment.putAll(Map.of(
                "DVC_NO_ANALYTICS", "1",
                "DVC_GLOBAL_CONFIG_DIR", folder.resolve("dvc-global").toString(),
                "DVC_SYSTEM_CONFIG_DIR", folder.resolve("dvc-system").toString(),
                "DVC_SITE_CACHE_DIR", folder.resolve("dvc-site").toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString()));
        environment.putAll(Map.of(
                "GIT_AUTHOR_NAME",
                "Ana",
                "GIT_AUTHOR_EMAIL",
                "ana@example.org",
                "GIT_COMMITTER_NAME",
                "Ana",
                "GIT_COMMITTER_EMAIL",
                "ana@example.org"));
        var errors = Files.createTempFile("script", ".err");
        var process = builder.redirectError(errors.toFile()).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(script + "\n" + output + Files.readString(errors));
        }
        return output;
    }
}
