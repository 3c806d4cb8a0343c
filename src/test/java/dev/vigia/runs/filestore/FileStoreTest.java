package dev.vigia.runs.filestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunArtifacts;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunSource;
import dev.vigia.runs.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void makeAStore() throws IOException {
        store = folder.resolve("ml runs");
        experiment("7", "churn", "active");
    }

    @Test
    void readsARunWithKeysInSubFolders() throws Exception {
        var run = run("7", "r1", "status: 3\nstart_time: 1767225600000\nend_time: 1767225660000\nrun_name: 'yes'\n");
        write(run.resolve("metrics/val/auc"), "1 0.5 1\n3 0.6 3\n2 0.9 2\n");
        write(run.resolve("metrics/nan"), "1 nan 0\n");
        write(run.resolve("metrics/inf"), "1 inf 0\n2 -inf\n");
        write(run.resolve("metrics/old"), "5 0.25\n");
        write(run.resolve("metrics/tie"), "1 0.1 0\n1 0.3 0\n1 0.2 0\nrubbish\n\n9 x 9\n");
        write(run.resolve("params/opt/lr"), "1e-3");
        write(run.resolve("params/long"), "x".repeat(8000) + "\n");
        write(run.resolve("tags/version"), "v1.0.0");
        write(run.resolve("tags/mlflow.user"), "ana");
        write(run.resolve("artifacts/model/MLmodel"), "x");
        var facts = all().get("r1");
        assertThat(facts.metrics())
                .isEqualTo(Map.of(
                        "val/auc", 0.6, "nan", Double.NaN, "inf", Double.NEGATIVE_INFINITY, "old", 0.25, "tie", 0.3));
        assertThat(facts.params()).isEqualTo(Map.of("opt/lr", "1e-3", "long", "x".repeat(8000)));
        assertThat(facts.tags()).containsEntry("version", "v1.0.0");
        assertThat(facts.name()).isEqualTo("yes");
        assertThat(facts.user()).isEqualTo("ana");
        assertThat(facts.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(facts.startedAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(facts.endedAt()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(facts.artifacts()).isEqualTo(Artifacts.PRESENT);
    }

    @Test
    void takesTheRestWhenSomeOfItIsBroken() throws Exception {
        run("7", "good", "status: 1\nend_time: null\n");
        run("7", "bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d]\n");
        run("7", "typed", "evil: !!javax.script.ScriptEngineManager []\nstatus: !!int 4\n");
        write(store.resolve("7/unparsable/meta.yaml"), "{[}: \n\t-");
        write(store.resolve("7/empty/meta.yaml"), "");
        write(store.resolve("7/liar/meta.yaml"), "run_id: other\n");
        Files.createDirectories(store.resolve("7/nothing"));
        write(store.resolve("7/models/m-1/meta.yaml"), "run_id: models\n");
        write(store.resolve("8/not-an-experiment"), "");
        assertThat(all())
                .containsKeys("good")
                .doesNotContainKeys("bomb", "unparsable", "empty", "liar", "nothing", "models");
        assertThat(all().get("good").status()).isEqualTo(RunStatus.RUNNING);
        assertThat(all().get("good").endedAt()).isNull();
        assertThat(all().get("good").artifacts()).isEqualTo(Artifacts.ABSENT);
    }

    @Test
    void knowsDeletedRunsAndExperiments() throws Exception {
        run("7", "gone", "status: 3\nlifecycle_stage: deleted\n");
        experiment(".trash/9", "old", "deleted");
        run(".trash/9", "r9", "status: 3\nexperiment_id: '9'\n");
        assertThat(all().get("gone").deleted()).isTrue();
        assertThat(all()).containsKey("r9");
        assertThat(experiments()).contains(new Experiment("9", "old", true), new Experiment("7", "churn", false));
    }

    @Test
    void seesLoggedModelsAndSaysWhenArtifactsAreElsewhere() throws Exception {
        var model = run("7", "model", "status: 3\n");
        write(model.resolve("outputs/m-1/meta.yaml"), "destination_id: m-1\n");
        run("7", "remote", "status: 3\nartifact_uri: s3://bucket/remote/artifacts\n");
        run("7", "bare", "status: 3\nartifact_uri: file:///old/place/artifacts\n");
        run("7", "relative", "status: 3\nartifact_uri: mlruns/7/relative/artifacts\n");
        assertThat(all().get("model").artifacts()).isEqualTo(Artifacts.PRESENT);
        assertThat(all().get("remote").artifacts()).isEqualTo(Artifacts.UNKNOWN);
        assertThat(all().get("bare").artifacts()).isEqualTo(Artifacts.ABSENT);
        assertThat(all().get("relative").artifacts()).isEqualTo(Artifacts.ABSENT);
    }

    @Test
    void neverFollowsALink() throws Exception {
        var secret = folder.resolve("secret");
        write(secret.resolve("token"), "s3cr3t");
        write(secret.resolve("meta.yaml"), "run_id: linked\n");
        var run = run("7", "r1", "status: 3\n");
        Files.createDirectories(run.resolve("params"));
        Files.createSymbolicLink(run.resolve("params/file"), secret.resolve("token"));
        Files.createSymbolicLink(run.resolve("params/folder"), secret);
        Files.createSymbolicLink(run.resolve("tags"), secret);
        Files.createSymbolicLink(store.resolve("7/linked"), secret);
        Files.createSymbolicLink(store.resolve("77"), store.resolve("7"));
        assertThat(all()).containsOnlyKeys("r1");
        assertThat(all().get("r1").params()).isEmpty();
        assertThat(all().get("r1").tags()).isEmpty();
    }

    @Test
    void readsAnArtifactAndNothingOutsideTheRun() throws Exception {
        var run = run("7", "r1", "status: 3\nartifact_uri: file:///old/place/artifacts\n");
        write(run.resolve("artifacts/reports/drift.json"), "bytes");
        write(folder.resolve("secret"), "s3cr3t");
        Files.createSymbolicLink(run.resolve("artifacts/link"), folder);
        Files.createSymbolicLink(run.resolve("artifacts/reports/link"), folder.resolve("secret"));
        run("7", "remote", "status: 3\nartifact_uri: s3://bucket/remote/artifacts\n");
        try (var reading = open("file:" + store)) {
            reading.experiments();
            assertThat(reading.artifact(new RunId("r1"), "reports/drift.json", 5))
                    .hasValue("bytes".getBytes(StandardCharsets.UTF_8));
            for (String path : List.of(
                    "reports", "reports/none", "reports/link", "link/secret", "../meta.yaml", "none/none", "")) {
                assertThat(reading.artifact(new RunId("r1"), path, 5)).as(path).isEmpty();
            }
            assertThat(reading.artifact(new RunId(".."), "secret", 9)).isEmpty();
            assertThat(catchThrowableOfType(
                                    SourceFailure.class,
                                    () -> reading.artifact(new RunId("r1"), "reports/drift.json", 4))
                            .code())
                    .isEqualTo(RunArtifacts.TOO_LARGE);
            assertThat(catchThrowableOfType(
                            SourceFailure.class, () -> reading.artifact(new RunId("remote"), "reports/drift.json", 5)))
                    .hasMessageContaining("not in the folder of runs");
        }
    }

    @Test
    void readsNothingOutsideTheAllowedFolders() throws Exception {
        Files.createSymbolicLink(folder.resolve("door"), Path.of("/etc"));
        for (String uri : List.of(
                "file:///etc",
                store.toUri() + "/../../..",
                folder.resolve("door").toUri().toString())) {
            var failure = catchThrowableOfType(SourceFailure.class, () -> open(uri));
            assertThat(failure.code()).isEqualTo("path-refused");
        }
        assertThat(catchThrowableOfType(SourceFailure.class, () -> open(store.toUri() + "/absent"))
                        .code())
                .isEqualTo("mlruns-missing");
        assertThat(catchThrowableOfType(SourceFailure.class, () -> open("file:relative"))
                        .code())
                .isEqualTo("mlruns-missing");
    }

    @Test
    void readsAgainWhatWasTouchedOrWasOpen() throws Exception {
        for (String id : List.of("same", "tagged", "retagged", "measured", "moved", "open")) {
            var run = run("7", id, "status: 3\n");
            write(run.resolve("tags/a"), "1");
            write(run.resolve("metrics/m"), "1 1 1\n");
        }
        age();
        write(store.resolve("7/tagged/tags/version"), "v1");
        write(store.resolve("7/retagged/tags/a"), "2");
        write(store.resolve("7/measured/metrics/m"), "2 2 2\n");
        write(store.resolve("7/moved/meta.yaml"), "run_id: moved\nstatus: 4\n");
        var changed = new HashMap<String, RunFacts>();
        try (var reading = open(store.toUri().toString())) {
            var since = new RunSource.Since(
                    null,
                    null,
                    LONG_AGO.plusSeconds(60),
                    List.of(new RunId("open")),
                    new RunSource.Claims("version", 0, List.of()));
            reading.changed(
                    reading.experiments(),
                    since,
                    page -> page.forEach(run -> changed.put(run.id().value(), run)));
        }
        assertThat(changed).containsOnlyKeys("tagged", "retagged", "measured", "moved", "open");
    }

    private void age() throws IOException {
        try (var files = Files.walk(store)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private void experiment(String place, String name, String stage) throws IOException {
        var id = Path.of(place).getFileName();
        write(
                store.resolve(place).resolve("meta.yaml"),
                "experiment_id: '" + id + "'\nname: " + name + "\nlifecycle_stage: " + stage + "\n");
    }

    private Path run(String experiment, String id, String meta) throws IOException {
        var run = store.resolve(experiment).resolve(id);
        write(run.resolve("meta.yaml"), "run_id: " + id + "\n" + meta);
        return run;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private RunSource.Reading open(String uri) throws SourceFailure {
        return new FileStoreRunSource(new FileRoots(List.of(folder)))
                .open(new Project.Mlflow(uri, null, null, null, List.of(), "version"));
    }

    private List<Experiment> experiments() throws SourceFailure {
        try (var reading = open(store.toUri().toString())) {
            return reading.experiments();
        }
    }

    private Map<String, RunFacts> all() throws SourceFailure {
        var runs = new HashMap<String, RunFacts>();
        try (var reading = open("file:" + store)) {
            reading.all(
                    reading.experiments(),
                    page -> page.forEach(run -> runs.put(run.id().value(), run)));
        }
        return runs;
    }
}
