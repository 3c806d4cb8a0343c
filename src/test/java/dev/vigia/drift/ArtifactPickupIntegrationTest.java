package dev.vigia.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.TemporaryFolder;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Reports that runs of an `mlruns` folder left among their artifacts, from the sync to the history.
@VigiaIntegrationTest(
        properties = {
            "vigia.jobs.enabled=true",
            "vigia.projects[0].key=leaving",
            "vigia.projects[0].drift.artifact-path=reports/drift.json"
        })
class ArtifactPickupIntegrationTest {

    private static final ProjectKey PROJECT = new ProjectKey("leaving");

    @Autowired
    private DriftHistory history;

    @Autowired
    private ArtifactPickup pickup;

    @Autowired
    private Projects projects;

    @Autowired
    private JdbcTemplate jdbc;

    @DynamicPropertySource
    static void runs(DynamicPropertyRegistry registry) throws IOException {
        var root = TemporaryFolder.create().toRealPath();
        var experiment = Files.createDirectories(root.resolve("mlruns/1"));
        Files.writeString(
                experiment.resolve("meta.yaml"), "experiment_id: '1'\nname: churn\nlifecycle_stage: active\n");
        run(experiment, "aaaa1", 3, DriftFixtures.report(2, 8));
        run(experiment, "bbbb2", 3, "rubbish".getBytes(StandardCharsets.UTF_8));
        run(experiment, "cccc3", 3, null);
        run(experiment, "dddd4", 1, DriftFixtures.report(8, 8));
        Files.writeString(experiment.resolve("aaaa1/artifacts/reports/drift.html"), "<html>");
        registry.add("vigia.file-roots[0]", root::toString);
        registry.add("vigia.projects[0].mlflow.tracking-uri", () -> "file:" + root.resolve("mlruns"));
    }

    private static void run(Path experiment, String id, int status, byte @Nullable [] report) throws IOException {
        var run = Files.createDirectories(experiment.resolve(id));
        Files.writeString(run.resolve("meta.yaml"), """
                run_id: %s
                run_name: %s
                experiment_id: '1'
                status: %d
                start_time: 1767225600000
                end_time: 1767229200000
                lifecycle_stage: active
                artifact_uri: file:%s
                """.formatted(id, id, status, run.resolve("artifacts")));
        Files.createDirectories(run.resolve("artifacts/reports"));
        if (report != null) {
            Files.write(run.resolve("artifacts/reports/drift.json"), report);
        }
    }

    @Test
    void takesInWhatFinishedRunsLeftOnceAndSaysWhatIsNoReport() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> history.latest(PROJECT).isPresent()
                        && !history.troubles(PROJECT).isEmpty());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Integer.valueOf(3)
                        .equals(jdbc.queryForObject("select count(*) from drift_artifact", Integer.class)));

        pickup.look(projects.require(PROJECT), () -> false);

        assertThat(history.shares(PROJECT, 0, 10)).singleElement().satisfies(share -> {
            assertThat(share.run()).isEqualTo(new RunId("aaaa1"));
            assertThat(share.share()).isEqualTo(0.25);
            assertThat(share.at()).isEqualTo(Instant.ofEpochMilli(1767229200000L));
            assertThat(history.html(PROJECT, share.id())).isPresent();
        });
        assertThat(history.troubles(PROJECT)).singleElement().satisfies(trouble -> {
            assertThat(trouble.run()).isEqualTo(new RunId("bbbb2"));
            assertThat(trouble.note()).contains("no JSON");
        });
    }
}
