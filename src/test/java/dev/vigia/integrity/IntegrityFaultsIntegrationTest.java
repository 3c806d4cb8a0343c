package dev.vigia.integrity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceSync.Mode;
import dev.vigia.projects.Sources;
import dev.vigia.versions.GitRepo;
import dev.vigia.versions.TagName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One project's MLflow falls ill: its table keeps the last good answer and says how old it is, and the others go on.
@VigiaIntegrationTest(
        properties = {
            "vigia.jobs.enabled=true",
            "vigia.jobs.poll=100ms",
            "vigia.sync.interval=1s",
            "vigia.projects[0].key=sick",
            "vigia.projects[1].key=well"
        })
class IntegrityFaultsIntegrationTest {

    private static final ProjectKey SICK = new ProjectKey("sick");
    private static final ProjectKey WELL = new ProjectKey("well");

    @RegisterExtension
    static final WireMockExtension SICK_MLFLOW = server();

    @RegisterExtension
    static final WireMockExtension WELL_MLFLOW = server();

    @TempDir
    static Path folder;

    private static GitRepo repository;
    private static String commit;

    @Autowired
    private IntegrityTable table;

    @Autowired
    private Sources sources;

    private static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                .configureStaticDsl(false)
                .build();
    }

    @BeforeAll
    static void build() {
        repository = GitRepo.create(folder.resolve("repo"));
        repository.file("data.csv.dvc", "outs:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  path: data.csv\n");
        commit = repository.commit("one");
        repository.tag("v1.0.0");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("vigia.file-roots[0]", folder::toString);
        for (var project = 0; project < 2; project++) {
            registry.add(
                    "vigia.projects[" + project + "].git.url",
                    () -> repository.folder().toUri().toString());
        }
        registry.add("vigia.projects[0].mlflow.tracking-uri", SICK_MLFLOW::baseUrl);
        registry.add("vigia.projects[1].mlflow.tracking-uri", WELL_MLFLOW::baseUrl);
    }

    @Test
    void keepsTheLastGoodTableWhileOneSourceIsIllAndTheOthersGoOn() {
        healthy(SICK_MLFLOW, "v1.0.0");
        healthy(WELL_MLFLOW, "v1.0.0");
        sources.syncNow(SICK, Mode.FULL);
        sources.syncNow(WELL, Mode.FULL);
        awaitCode(SICK, "v1.0.0", "run-linked");
        awaitCode(WELL, "v1.0.0", "run-linked");

        for (var illness : List.of(
                aResponse().withStatus(500),
                aResponse().withStatus(429),
                aResponse().withStatus(400).withBody("Invalid Host header"),
                okJson("{\"runs\": [{\"info\": {"))) {
            ill(illness);
            var before = status().lastGoodAt();
            sources.syncNow(SICK, Mode.FULL);
            await().atMost(Duration.ofMinutes(3)).until(() -> status().state() == SourceStatus.State.FAILING);
            assertThat(status().error()).isNotBlank();
            assertThat(status().lastGoodAt()).isEqualTo(before);
            assertThat(code(SICK, "v1.0.0")).isEqualTo("run-linked");

            healthy(SICK_MLFLOW, "v1.0.0");
            sources.syncNow(SICK, Mode.FULL);
            await().atMost(Duration.ofMinutes(3)).until(() -> status().state() == SourceStatus.State.OK);
        }

        ill(aResponse().withStatus(500));
        repository.tag("v1.1.0");
        healthy(WELL_MLFLOW, "v1.1.0");
        sources.syncNow(WELL, Mode.FULL);
        awaitCode(WELL, "v1.1.0", "run-linked");
        await().atMost(Duration.ofMinutes(3)).until(() -> status().stale());
        assertThat(code(SICK, "v1.0.0")).isEqualTo("run-linked");
    }

    private static void healthy(WireMockExtension server, String version) {
        server.resetAll();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson("{}")));
        server.stubFor(any(urlPathEqualTo("/api/2.0/mlflow/experiments/search"))
                .willReturn(okJson("{\"experiments\":[{\"experiment_id\":\"1\",\"name\":\"churn\","
                        + "\"lifecycle_stage\":\"active\"}]}")));
        server.stubFor(any(urlPathEqualTo("/api/2.0/mlflow/runs/search")).willReturn(okJson("""
                        {"runs":[{"info":{"run_id":"%s","run_name":"train","experiment_id":"1","status":"FINISHED",
                        "start_time":1700000000000,"end_time":1700000060000,"lifecycle_stage":"active",
                        "artifact_uri":"x"},"data":{"metrics":[{"key":"rmse","value":0.1,"timestamp":1,"step":0}],
                        "tags":[{"key":"version","value":"%s"},{"key":"mlflow.source.git.commit","value":"%s"}]}}]}
                        """.formatted(
                        "a".repeat(31) + (version.equals("v1.0.0") ? "0" : "1"), version, commit))));
    }

    private static void ill(ResponseDefinitionBuilder answer) {
        SICK_MLFLOW.resetAll();
        SICK_MLFLOW.stubFor(any(anyUrl()).willReturn(answer));
    }

    private SourceStatus status() {
        return sources.find(new SourceId(SICK, SourceKind.MLFLOW)).orElseThrow();
    }

    private String code(ProjectKey project, String tag) {
        return table.version(project, new TagName(tag))
                .map(report -> report.row()
                        .checks()
                        .get(CheckKind.RUN_LINKED.ordinal())
                        .code())
                .orElse("no row");
    }

    private void awaitCode(ProjectKey project, String tag, String code) {
        await(project + " " + tag)
                .atMost(Duration.ofMinutes(3))
                .until(() -> code(project, tag).equals(code));
    }
}
