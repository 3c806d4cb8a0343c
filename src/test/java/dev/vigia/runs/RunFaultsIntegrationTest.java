package dev.vigia.runs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/// Whatever a server answers, what was stored last stays, and what was stored before the fault is whole.
@VigiaIntegrationTest(properties = {"vigia.mlflow.deadline=10s", "vigia.mlflow.patience=5ms", "vigia.mlflow.rest=0s"})
@Timeout(300)
class RunFaultsIntegrationTest {

    private static final String RUNS = "/api/2.0/mlflow/runs/search";

    @RegisterExtension
    static final WireMockExtension MLFLOW = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Autowired
    RunSync sync;

    @Autowired
    RunCatalog catalog;

    @Test
    void keepsTheLastGoodDataThroughEveryFault() throws SourceFailure {
        var project = RunFixtures.project("faults", MLFLOW.baseUrl());
        MLFLOW.stubFor(get(anyUrl()).willReturn(okJson("{\"files\":[{\"path\":\"model\"}]}")));
        MLFLOW.stubFor(
                post(anyUrl()).willReturn(okJson("{\"experiments\":[{\"experiment_id\":\"1\",\"name\":\"churn\"}]}")));
        runs(okJson(answer("v1.0.0")));
        sync(project, Mode.FULL);
        var good = catalog.claimingAny(project.key());
        assertThat(good).hasSize(1).allMatch(run -> run.artifacts() == Artifacts.PRESENT);

        var faults = Map.of(
                "mlflow-rate-limited", aResponse().withStatus(429),
                "mlflow-error", aResponse().withStatus(500),
                "mlflow-timeout", okJson(answer("v9")).withFixedDelay(60_000),
                "mlflow-garbled", okJson("{\"runs\":[{\"info\":{\"run_id\":"),
                "mlflow-host-refused", aResponse().withStatus(403).withBody("Invalid Host header"));
        for (var fault : faults.entrySet()) {
            for (Mode mode : Mode.values()) {
                runs(fault.getValue());
                var failure = catchThrowableOfType(SourceFailure.class, () -> sync(project, mode));
                assertThat(failure.code()).isEqualTo(fault.getKey());
                assertThat(catalog.claimingAny(project.key())).isEqualTo(good);
            }
        }
        runs(okJson(answer("v1.0.1")));
        sync(project, Mode.FULL);
        assertThat(catalog.claimingAny(project.key())).extracting(Run::version).containsExactly("v1.0.1");
    }

    @Test
    void namesAMisconfiguredExperimentAndGoesOn() throws SourceFailure {
        var project = RunFixtures.project("faults-named", MLFLOW.baseUrl(), "churn", "churm");
        MLFLOW.stubFor(
                post(anyUrl()).willReturn(okJson("{\"experiments\":[{\"experiment_id\":\"1\",\"name\":\"churn\"}]}")));
        runs(okJson(answer("v1.0.0")));
        assertThat(sync(project, Mode.FULL)).isEqualTo("1 new runs, 0 changed; no experiment is named churm");
    }

    private static void runs(ResponseDefinitionBuilder response) {
        MLFLOW.stubFor(
                post(RUNS).withRequestBody(matchingJsonPath("$.experiment_ids")).willReturn(response));
    }

    private static String answer(String version) {
        return """
                {"runs":[{"info":{"run_id":"r1","run_name":"one","experiment_id":"1","status":"FINISHED",
                "start_time":1767225600000,"end_time":1767225660000,"lifecycle_stage":"active"},
                "data":{"tags":[{"key":"version","value":"%s"}]}}]}
                """.formatted(version);
    }

    private String sync(Project project, Mode mode) throws SourceFailure {
        return sync.sync(project, mode, (what, done, total) -> {});
    }
}
