package dev.vigia.runs.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.vigia.platform.Outbound;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.Project;
import dev.vigia.projects.Secret;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunArtifacts;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.util.unit.DataSize;

/// What the official client does badly must not reach us. A call that hangs ends the test by its timeout.
@Timeout(60)
class MlflowFaultsTest {

    private static final String EXPERIMENTS = "/api/2.0/mlflow/experiments/search";
    private static final String RUNS = "/api/2.0/mlflow/runs/search";
    private static final String ONE_EXPERIMENT =
            "{\"experiments\":[{\"experiment_id\":\"1\",\"name\":\"churn\",\"lifecycle_stage\":\"active\"}]}";

    private static final String BYTES = "/get-artifact";

    @RegisterExtension
    static final WireMockExtension MLFLOW = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Outbound outbound = Mockito.mock(Outbound.class);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private MlflowRunSource source = source(Duration.ofSeconds(20), DataSize.ofMegabytes(1));

    private MlflowRunSource source(Duration deadline, DataSize largest) {
        return new MlflowRunSource(
                new MlflowSettings(
                        Duration.ofSeconds(5), deadline, 100, 4, largest, Duration.ofMillis(5), Duration.ofSeconds(15)),
                outbound,
                clock);
    }

    @Test
    void givesUpAfterThreeTriesWhenTurnedAwayAgainAndAgain() {
        answer(aResponse().withStatus(429));
        assertThat(failure().code()).isEqualTo("mlflow-rate-limited");
        MLFLOW.verify(3, postRequestedFor(urlPathEqualTo(EXPERIMENTS)));
    }

    @Test
    void repeatsWhatWasTurnedAwayForTheMoment() throws SourceFailure {
        MLFLOW.stubFor(post(EXPERIMENTS)
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0"))
                .willSetStateTo("free"));
        MLFLOW.stubFor(
                post(EXPERIMENTS).inScenario("busy").whenScenarioStateIs("free").willReturn(okJson(ONE_EXPERIMENT)));
        assertThat(experiments()).extracting(Experiment::name).containsExactly("churn");
    }

    @Test
    void leavesAServerAloneForAsLongAsItAsks() throws SourceFailure {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));
        assertThat(failure().code()).isEqualTo("mlflow-rate-limited");
        assertThat(failure()).hasMessageContaining("not asked again before 00:02:00 UTC");
        MLFLOW.verify(1, postRequestedFor(urlPathEqualTo(EXPERIMENTS)));
        now = now.plusSeconds(121);
        answer(okJson(ONE_EXPERIMENT));
        assertThat(experiments()).hasSize(1);
    }

    @Test
    void stopsAskingASickServerAndAsksAgainLater() throws SourceFailure {
        answer(aResponse().withStatus(500));
        for (int i = 0; i < 6; i++) {
            assertThat(failure().code()).isEqualTo("mlflow-error");
        }
        // Three failures, each of them tried twice, open the circuit.
        MLFLOW.verify(6, postRequestedFor(urlPathEqualTo(EXPERIMENTS)));
        now = now.plusSeconds(16);
        answer(okJson(ONE_EXPERIMENT));
        assertThat(experiments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 501})
    void sendsARefusedRequestOnlyOnce(int status) {
        answer(aResponse().withStatus(status).withBody("{\"error_code\":\"X\"}"));
        assertThat(failure().code()).isEqualTo("mlflow-error");
        MLFLOW.verify(1, postRequestedFor(urlPathEqualTo(EXPERIMENTS)));
    }

    @Test
    void triesAnInternalErrorOnceMoreAndSaysWhatTheServerSaid() {
        answer(aResponse()
                .withStatus(500)
                .withBody("{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"table \\\"runs\\\" is\\nlocked\"}"));
        assertThat(failure()).hasMessageContaining("failed with status 500 (table \"runs\" is locked)");
        MLFLOW.verify(2, postRequestedFor(urlPathEqualTo(EXPERIMENTS)));
        answer(aResponse().withStatus(500).withBody("<html>" + "x".repeat(5000)));
        assertThat(failure()).hasMessageContaining("failed with status 500; its own log");
        answer(aResponse().withStatus(500).withBody("{\"message\": \"" + "x".repeat(5000)));
        assertThat(failure().getMessage()).contains("x".repeat(200) + "…").hasSizeLessThan(400);
    }

    @Test
    void doesNotWaitForASilentServer() {
        source = source(Duration.ofMillis(400), DataSize.ofMegabytes(1));
        answer(okJson(ONE_EXPERIMENT).withFixedDelay(30_000));
        assertThat(failure().code()).isEqualTo("mlflow-timeout");
    }

    @Test
    void doesNotWaitForAServerThatDripsItsAnswer() {
        source = source(Duration.ofMillis(600), DataSize.ofMegabytes(1));
        answer(okJson(ONE_EXPERIMENT + " ".repeat(1000)).withChunkedDribbleDelay(1000, 50_000));
        assertThat(failure().code()).isEqualTo("mlflow-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"experiments\":[{\"experiment_id\":\"1\",", "<html>login</html>", "null", "[]", "{} x"})
    void tellsRubbishFromAnAnswer(String body) {
        answer(okJson(body));
        assertThat(failure().code()).isEqualTo("mlflow-garbled");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void survivesABrokenConnection(Fault fault) {
        answer(aResponse().withFault(fault));
        assertThat(failure().code()).isIn("mlflow-unreachable", "mlflow-garbled");
    }

    @Test
    void tellsAnAnswerThatBreaksOff() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = server.accept()) {
                    connection.getInputStream().read();
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"experiments\":["
                                    .getBytes(StandardCharsets.US_ASCII));
                    connection.shutdownOutput();
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var failure = failure(new Project.Mlflow(
                    "http://127.0.0.1:" + server.getLocalPort(), null, null, null, List.of(), "version"));
            assertThat(failure.code()).isEqualTo("mlflow-garbled");
        }
    }

    @Test
    void saysWhatToDoWhenTheHostIsRefused() {
        answer(aResponse().withStatus(403).withBody("Invalid Host header - possible DNS rebinding attack detected"));
        assertThat(failure().code()).isEqualTo("mlflow-host-refused");
        assertThat(failure()).hasMessageContaining("--allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void asksForCredentialsAndNeverShowsThem(int status) {
        answer(aResponse().withStatus(status).withBody("Basic realm"));
        var failure = failure(
                new Project.Mlflow(MLFLOW.baseUrl(), "ana", new Secret("pa55word"), null, List.of(), "version"));
        assertThat(failure.code()).isEqualTo("mlflow-unauthorized");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("pa55word").doesNotContain("YW5hOn");
        }
    }

    @Test
    void sendsNameAndPasswordOrToken() throws SourceFailure {
        answer(okJson(ONE_EXPERIMENT));
        experiments(new Project.Mlflow(MLFLOW.baseUrl(), "ana", new Secret("s"), null, List.of(), "version"));
        MLFLOW.verify(
                1,
                postRequestedFor(urlPathEqualTo(EXPERIMENTS)).withHeader("Authorization", equalTo("Basic YW5hOnM=")));
        experiments(new Project.Mlflow(MLFLOW.baseUrl() + "/", null, null, new Secret("t"), List.of(), "version"));
        MLFLOW.verify(
                1, postRequestedFor(urlPathEqualTo(EXPERIMENTS)).withHeader("Authorization", equalTo("Bearer t")));
    }

    @Test
    void followsNoRedirect() {
        MLFLOW.stubFor(get(anyUrl()).willReturn(okJson("{\"files\":[{}]}")));
        MLFLOW.stubFor(get(urlPathEqualTo("/api/2.0/mlflow/artifacts/list"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", MLFLOW.baseUrl() + "/elsewhere")));
        try (var reading = source.open(mlflow())) {
            var failure = catchThrowableOfType(SourceFailure.class, () -> reading.artifacts(new RunId("1")));
            assertThat(failure.code()).isEqualTo("mlflow-redirected");
        } catch (SourceFailure e) {
            throw new AssertionError(e);
        }
        MLFLOW.verify(0, com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @Test
    void asksNothingOfAnAddressThatIsNotAllowed() {
        Mockito.doThrow(OutboundRefused.class).when(outbound).check(Mockito.any());
        assertThat(failure().code()).isEqualTo("outbound-refused");
        MLFLOW.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void saysThatNothingListensThere() {
        var failure = failure(new Project.Mlflow("http://127.0.0.1:1", null, null, null, List.of(), "version"));
        assertThat(failure.code()).isEqualTo("mlflow-unreachable");
        assertThat(failure).hasMessageStartingWith("MLflow at http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void takesNoExperimentAtAllForAMissingPermission() {
        answer(okJson("{}"));
        assertThat(failure().code()).isEqualTo("mlflow-nothing-visible");
    }

    @Test
    void asksForHalfWhenAnAnswerIsTooLarge() throws SourceFailure {
        source = source(Duration.ofSeconds(20), DataSize.ofKilobytes(40));
        var small = runs("{\"key\":\"k\",\"value\":\"v\"}");
        MLFLOW.stubFor(post(RUNS).willReturn(okJson(small)));
        MLFLOW.stubFor(post(RUNS)
                .withRequestBody(matchingJsonPath("$[?(@.max_results > 30)]"))
                .willReturn(okJson(small + " ".repeat(50_000))));
        assertThat(all()).hasSize(1);
        MLFLOW.verify(
                postRequestedFor(urlPathEqualTo(RUNS)).withRequestBody(matchingJsonPath("$[?(@.max_results == 25)]")));
    }

    @Test
    void failsWhenEvenOneRunIsTooLarge() {
        source = source(Duration.ofSeconds(20), DataSize.ofKilobytes(40));
        MLFLOW.stubFor(post(RUNS).willReturn(okJson(runs("") + " ".repeat(50_000))));
        var failure = catchThrowableOfType(SourceFailure.class, this::all);
        assertThat(failure.code()).isEqualTo("mlflow-too-large");
    }

    @Test
    void readsInfinitiesAsTheSqlStoreHidesThem() throws SourceFailure {
        MLFLOW.stubFor(post(RUNS).willReturn(okJson(runs("""
                {"key":"up","value":1.7976931348623157e308},{"key":"down","value":-1.7976931348623157e+308},
                {"key":"nan","value":"NaN"},{"key":"inf","value":"Infinity"},{"key":"one","value":1},
                {"key":"odd","value":{}},{"key":"empty","value":null},{"value":3}
                """))));
        var run = all().getFirst();
        assertThat(run.metrics())
                .containsOnlyKeys("up", "down", "nan", "inf", "one")
                .containsEntry("up", Double.POSITIVE_INFINITY)
                .containsEntry("down", Double.NEGATIVE_INFINITY)
                .containsEntry("nan", Double.NaN)
                .containsEntry("inf", Double.POSITIVE_INFINITY)
                .containsEntry("one", 1.0);
        assertThat(run.artifacts()).isEqualTo(Artifacts.PRESENT);
    }

    @Test
    void takesAnUnreadableArtifactStoreForNoAnswer() throws SourceFailure {
        MLFLOW.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));
        try (var reading = source.open(mlflow())) {
            assertThat(reading.artifacts(new RunId("a b"))).isEqualTo(Artifacts.UNKNOWN);
        }
        MLFLOW.stubFor(get(anyUrl()).willReturn(okJson("{\"root_uri\":\"x\"}")));
        try (var reading = source.open(mlflow())) {
            assertThat(reading.artifacts(new RunId("a b"))).isEqualTo(Artifacts.ABSENT);
        }
    }

    @Test
    void fetchesAnArtifactThatIsListedAsTheSameUser() throws SourceFailure {
        listed("\"file_size\":5");
        MLFLOW.stubFor(get(urlPathEqualTo(BYTES))
                .withQueryParam("run_uuid", equalTo("a b"))
                .withQueryParam("path", equalTo("my reports/drift.json"))
                .withBasicAuth("ana", "s")
                .willReturn(aResponse().withBody("bytes")));
        var source = new Project.Mlflow(MLFLOW.baseUrl() + "/", "ana", new Secret("s"), null, List.of(), "version");
        try (var reading = this.source.open(source)) {
            assertThat(reading.artifact(new RunId("a b"), "my reports/drift.json", 10))
                    .hasValue("bytes".getBytes(StandardCharsets.UTF_8));
            assertThat(reading.artifact(new RunId("a b"), "my reports/drift.html", 10))
                    .isEmpty();
        }
    }

    @Test
    void readsNoArtifactThatIsTooLargeWhateverTheListSays() throws SourceFailure {
        MLFLOW.stubFor(get(urlPathEqualTo(BYTES)).willReturn(aResponse().withBody(new byte[2 * 1024 * 1024])));
        for (String size : List.of("\"file_size\":1000000", "\"file_size\":5", "\"is_dir\":false")) {
            listed(size);
            for (int largest : new int[] {10, 1024 * 1024}) {
                try (var reading = source.open(mlflow())) {
                    var failure = catchThrowableOfType(
                            SourceFailure.class,
                            () -> reading.artifact(new RunId("a b"), "my reports/drift.json", largest));
                    assertThat(failure.code()).as(size).isEqualTo(RunArtifacts.TOO_LARGE);
                    assertThat(failure)
                            .hasMessage(
                                    "my reports/drift.json has more than " + (largest == 10 ? "10 bytes." : "1 MB."));
                }
            }
        }
    }

    @Test
    void saysThatAnArtifactCannotBeRead() throws SourceFailure {
        listed("\"file_size\":5");
        MLFLOW.stubFor(get(urlPathEqualTo(BYTES)).willReturn(aResponse().withStatus(500)));
        try (var reading = source.open(mlflow())) {
            var failure = catchThrowableOfType(
                    SourceFailure.class, () -> reading.artifact(new RunId("a b"), "my reports/drift.json", 10));
            assertThat(failure.code()).isEqualTo("mlflow-error");
        }
    }

    private static void listed(String more) {
        MLFLOW.stubFor(get(urlPathEqualTo("/api/2.0/mlflow/artifacts/list"))
                .withQueryParam("run_id", equalTo("a b"))
                .withQueryParam("path", equalTo("my reports"))
                .willReturn(okJson("{\"files\":[{\"path\":\"my reports/drift.html\",\"is_dir\":true},"
                        + "{\"path\":\"my reports/drift.json\"," + more + "}]}")));
    }

    private static String runs(String metrics) {
        return """
                {"runs":[{"info":{"run_id":"r1","experiment_id":"1","status":"FINISHED","start_time":5},
                "data":{"metrics":[%s]},"outputs":{"model_outputs":[{"model_id":"m-1","step":0}]}}]}
                """.formatted(metrics);
    }

    private List<RunFacts> all() throws SourceFailure {
        var runs = new ArrayList<RunFacts>();
        try (var reading = source.open(mlflow())) {
            reading.all(List.of(new Experiment("1", "churn", false)), runs::addAll);
        }
        return runs;
    }

    private static void answer(ResponseDefinitionBuilder response) {
        MLFLOW.stubFor(post(EXPERIMENTS).willReturn(response));
    }

    private static Project.Mlflow mlflow() {
        return new Project.Mlflow(MLFLOW.baseUrl(), null, null, null, List.of(), "version");
    }

    private List<Experiment> experiments() throws SourceFailure {
        return experiments(mlflow());
    }

    private List<Experiment> experiments(Project.Mlflow mlflow) throws SourceFailure {
        try (var reading = source.open(mlflow)) {
            return reading.experiments();
        }
    }

    private SourceFailure failure() {
        return failure(mlflow());
    }

    private SourceFailure failure(Project.Mlflow mlflow) {
        @Nullable SourceFailure failure = catchThrowableOfType(SourceFailure.class, () -> experiments(mlflow));
        assertThat(failure).isNotNull();
        return failure;
    }
}
