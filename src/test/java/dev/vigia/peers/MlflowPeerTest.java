package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunQuery;
import dev.vigia.runs.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Runs logged by the real Python client, read from the real server and from a real `mlruns` folder.
@VigiaIntegrationTest
class MlflowPeerTest {

    @TempDir
    static Path folder;

    private static MlflowServer server;
    private static Map<String, String> ids;

    @Autowired
    RunCatalog catalog;

    @Autowired
    Collection<SourceSync> syncs;

    /// What both stores are filled with; prints a name and an id a line.
    private static final String FILL = """
            from mlflow.entities import Metric
            import mlflow.pyfunc, time

            class Echo(mlflow.pyfunc.PythonModel):
                def predict(self, context, model_input: list[str]) -> list[str]:
                    return model_input

            mlflow.set_experiment("churn")
            with mlflow.start_run(run_name="odd values") as run:
                print("odd", run.info.run_id)
                mlflow.log_metric("val/auc", 0.5, step=1)
                mlflow.log_metric("val/auc", 0.7, step=3)
                mlflow.log_metric("val/auc", 0.6, step=2)
                mlflow.log_metric("nan", float("nan"))
                mlflow.log_metric("up", float("inf"))
                mlflow.log_metric("down", float("-inf"))
                mlflow.log_param("opt/lr", 0.001)
                # The server takes 8000 characters; the client is stricter with itself.
                mlflow.log_param("long", "x" * 6000)
                mlflow.set_tag("version", "v1.0.0")
                mlflow.set_tag("mlflow.source.git.commit", "c" * 40)
                mlflow.log_text("text", "notes.txt")
                with mlflow.start_run(run_name="child", nested=True) as child:
                    print("child", child.info.run_id)
            with mlflow.start_run(run_name="model") as run:
                print("model", run.info.run_id)
                mlflow.set_tag("version", "v1.0.1")
                mlflow.pyfunc.log_model(name="model", python_model=Echo())
            with mlflow.start_run(run_name="bare") as run:
                print("bare", run.info.run_id)
                mlflow.set_tag("version", "v1.0.2")
            with mlflow.start_run(run_name="gone") as run:
                print("gone", run.info.run_id)
                mlflow.set_tag("version", "v1.0.3")
            client.delete_run(run.info.run_id)
            with mlflow.start_run(run_name="late") as run:
                print("late", run.info.run_id)
            try:
                with mlflow.start_run(run_name="failed") as run:
                    print("failed", run.info.run_id)
                    raise ValueError()
            except ValueError:
                pass
            open_run = client.create_run(client.get_experiment_by_name("churn").experiment_id, run_name="open")
            print("open", open_run.info.run_id)
            trashed = client.create_experiment("trashed")
            print("trashed", client.create_run(trashed).info.run_id)
            client.delete_experiment(trashed)
            print("experiment", client.get_experiment_by_name("churn").experiment_id)
            print("trash", trashed)
            """;

    @DynamicPropertySource
    static void allowTheFolder(DynamicPropertyRegistry registry) {
        registry.add("vigia.file-roots[0]", () -> folder.toString());
    }

    @BeforeAll
    static void logRuns() {
        server = MlflowServer.start(folder);
        ids = named(server.python(FILL));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsWhatThePythonClientLoggedOnAServer() throws Exception {
        var project = project("peer-server", server.uri());
        sync(project, Mode.FULL);
        assertReadsTheFilling(project, ids);
        var odd = run(project, ids, "odd");
        assertThat(catalog.link(project.key(), odd)).isEmpty();
        assertThat(odd.user()).isNotBlank();
        assertThat(sync(project, Mode.FULL)).startsWith("nothing changed");
        assertThat(sync(project, Mode.INCREMENTAL)).startsWith("nothing changed");
    }

    @Test
    void followsLateTagsDeletionsAndRestores() throws Exception {
        var project = project("peer-late", server.uri());
        sync(project, Mode.FULL);
        var own = named(server.python("""
                mlflow.set_experiment("later")
                with mlflow.start_run() as run:
                    print("first", run.info.run_id)
                with mlflow.start_run() as run:
                    print("second", run.info.run_id)
                print("experiment", run.info.experiment_id)
                """));
        assertThat(sync(project, Mode.INCREMENTAL)).startsWith("2 new runs");
        server.python("""
                client.set_tag("%s", "version", "v5.0.0")
                client.delete_run("%s")
                """.formatted(own.get("first"), own.get("second")));
        sync(project, Mode.FULL);
        assertThat(catalog.claiming(project.key(), List.of("v5.0.0"))).hasSize(1);
        assertThat(run(project, own, "second").deleted()).isTrue();
        server.python("client.restore_run('%s')".formatted(own.get("second")));
        sync(project, Mode.FULL);
        assertThat(run(project, own, "second").deleted()).isFalse();
        server.python("client.delete_experiment('%s')".formatted(own.get("experiment")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "first").deleted()).isTrue();
        server.python("client.restore_experiment('%s')".formatted(own.get("experiment")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "first").deleted()).isFalse();
    }

    @Test
    void seesLateChangesOfAnOldRunThatClaimsAVersionAtOnce() throws Exception {
        var project = project("peer-old", server.uri(), "old");
        var own = named(server.python("""
                experiment = client.create_experiment("old")
                for name, at in ("one", 1_700_000_000_000), ("two", 1_710_000_000_000):
                    run = client.create_run(experiment, start_time=at)
                    client.set_terminated(run.info.run_id, end_time=at + 1000)
                    print(name, run.info.run_id)
                """));
        sync(project, Mode.FULL);
        server.python("client.set_tag('%s', 'version', 'v7.0.0')".formatted(own.get("one")));
        assertThat(sync(project, Mode.INCREMENTAL)).isEqualTo("0 new runs, 1 changed");
        assertThat(catalog.claiming(project.key(), List.of("v7.0.0"))).hasSize(1);
        server.python("client.delete_run('%s')".formatted(own.get("one")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "one").deleted()).isTrue();
        server.python("client.restore_run('%1$s'); client.delete_tag('%1$s', 'version')".formatted(own.get("one")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "one").deleted()).isFalse();
        assertThat(run(project, own, "one").version()).isNull();
        assertThat(sync(project, Mode.INCREMENTAL)).startsWith("nothing changed");
    }

    @Test
    void seesAnOpenRunGrowAndEnd() throws Exception {
        var project = project("peer-open", server.uri(), "growing");
        var own = named(server.python("""
                experiment = client.create_experiment("growing")
                print("run", client.create_run(experiment).info.run_id)
                """));
        sync(project, Mode.FULL);
        assertThat(run(project, own, "run").status()).isEqualTo(RunStatus.RUNNING);
        server.python("client.log_metric('%s', 'rmse', 0.25)".formatted(own.get("run")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "run").metrics()).containsEntry("rmse", 0.25);
        server.python("client.set_terminated('%s')".formatted(own.get("run")));
        sync(project, Mode.INCREMENTAL);
        assertThat(run(project, own, "run").status()).isEqualTo(RunStatus.FINISHED);
        assertThat(catalog.count(RunQuery.of(project.key()))).isEqualTo(1);
    }

    @Test
    void readsWhatThePythonClientLoggedInAFolder() throws Exception {
        var store = Files.createDirectories(folder.resolve("file store")).resolve("mlruns");
        var own = named(MlflowServer.python(folder, store.toUri().toString(), FILL));
        var project = project("peer-folder", "file:" + store);
        sync(project, Mode.FULL);
        assertReadsTheFilling(project, own);
        assertThat(sync(project, Mode.FULL)).startsWith("nothing changed");
        MlflowServer.python(
                folder,
                store.toUri().toString(),
                "client.set_tag('%s', 'version', 'v6.0.0')".formatted(own.get("late")));
        sync(project, Mode.INCREMENTAL);
        assertThat(catalog.claiming(project.key(), List.of("v6.0.0"))).hasSize(1);
    }

    private void assertReadsTheFilling(Project project, Map<String, String> names) {
        var odd = run(project, names, "odd");
        assertThat(odd.metrics())
                .containsOnly(
                        entry("val/auc", 0.7),
                        entry("nan", Double.NaN),
                        entry("up", Double.POSITIVE_INFINITY),
                        entry("down", Double.NEGATIVE_INFINITY));
        assertThat(odd.params()).containsOnly(entry("opt/lr", "0.001"), entry("long", "x".repeat(6000)));
        assertThat(odd.name()).isEqualTo("odd values");
        assertThat(odd.experiment()).isEqualTo("churn");
        assertThat(odd.experimentId()).isEqualTo(names.get("experiment"));
        assertThat(odd.version()).isEqualTo("v1.0.0");
        assertThat(odd.sourceCommit()).isEqualTo("c".repeat(40));
        assertThat(odd.artifacts()).isEqualTo(Artifacts.PRESENT);
        assertThat(odd.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(odd.endedAt()).isAfterOrEqualTo(odd.startedAt());
        assertThat(run(project, names, "child").parent()).isEqualTo(odd.id());
        assertThat(run(project, names, "model").artifacts()).isEqualTo(Artifacts.PRESENT);
        assertThat(run(project, names, "bare").artifacts()).isEqualTo(Artifacts.ABSENT);
        assertThat(run(project, names, "gone").deleted()).isTrue();
        assertThat(run(project, names, "failed").status()).isEqualTo(RunStatus.FAILED);
        assertThat(run(project, names, "open").status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run(project, names, "open").endedAt()).isNull();
        assertThat(run(project, names, "trashed").deleted()).isTrue();
        assertThat(catalog.claimingAny(project.key()))
                .extracting(Run::version)
                .contains("v1.0.0", "v1.0.1", "v1.0.2", "v1.0.3");
        assertThat(catalog.experiments(project.key())).contains("churn", "trashed");
    }

    private Run run(Project project, Map<String, String> names, String name) {
        return catalog.find(project.key(), new RunId(names.get(name))).orElseThrow(() -> new AssertionError(name));
    }

    private String sync(Project project, Mode mode) throws SourceFailure {
        return syncs.stream()
                .filter(sync -> sync.kind() == SourceKind.MLFLOW)
                .findFirst()
                .orElseThrow()
                .sync(project, mode, (what, done, total) -> {});
    }

    private static Project project(String key, String trackingUri, String... experiments) {
        var mlflow = new Project.Mlflow(trackingUri, null, null, null, List.of(experiments), "version");
        return new Project(new ProjectKey(key), key, null, mlflow, new Project.Dvc(Map.of(), null));
    }

    private static Map<String, String> named(String output) {
        var named = new HashMap<String, String>();
        output.lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> named.put(parts[0], parts[1]));
        return named;
    }
}
