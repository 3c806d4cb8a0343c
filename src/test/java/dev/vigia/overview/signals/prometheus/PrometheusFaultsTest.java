package dev.vigia.overview.signals.prometheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.vigia.overview.signals.SignalFixtures;
import dev.vigia.overview.signals.SignalSource.Answer;
import dev.vigia.overview.signals.Trend;
import dev.vigia.platform.Outbound;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.Signal;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

/// Whatever a Prometheus answers, what it does not say is never good. A call that hangs ends the test by its timeout.
@Timeout(60)
class PrometheusFaultsTest {

    private static final String NOW = "/api/v1/query";
    private static final String LATELY = "/api/v1/query_range";
    private static final long AT = 1_767_225_600;

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Outbound outbound = Mockito.mock(Outbound.class);
    private final PrometheusHttp http = new PrometheusHttp(outbound, settings());
    private final PrometheusSignals source =
            new PrometheusSignals(http, settings(), Clock.fixed(Instant.ofEpochSecond(AT + 3), ZoneOffset.UTC));

    private static SignalSettings settings() {
        return new SignalSettings(Duration.ofSeconds(2), Duration.ofHours(3));
    }

    @AfterEach
    void close() {
        http.stop();
    }

    @Test
    void readsTheNumberAndHowItWent() throws SourceFailure {
        now(okJson(vector("0.034")));
        lately(okJson("""
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[
                  [%d,"0.01"],[%d,"NaN"],[%d,"0.034"]]}]}}""".formatted(AT - 3 * 3600, AT - 360, AT)));

        var answer = ask(Signal.ERRORS);

        assertThat(answer.number()).isEqualTo(0.034);
        assertThat(answer.trend().from()).isEqualTo(Instant.ofEpochSecond(AT - 3 * 3600));
        assertThat(answer.trend().step()).isEqualTo(Duration.ofMinutes(3));
        assertThat(answer.trend().numbers())
                .hasSize(61)
                .startsWith(0.01, Double.NaN)
                .endsWith(Double.NaN, Double.NaN, 0.034);
        SERVER.verify(postRequestedFor(urlPathEqualTo(NOW))
                .withHeader("Authorization", equalTo("Bearer a-token"))
                .withFormParam("query", equalTo("the_errors"))
                .withFormParam("timeout", equalTo("1800ms")));
        SERVER.verify(postRequestedFor(urlPathEqualTo(LATELY))
                .withFormParam(
                        "start", equalTo(Instant.ofEpochSecond(AT - 3 * 3600).toString()))
                .withFormParam("step", equalTo("180")));
    }

    @Test
    void takesAScalarForANumber() throws SourceFailure {
        now(okJson(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%d,\"2\"]}}".formatted(AT)));
        lately(okJson(nothing("matrix")));

        assertThat(ask(Signal.ERRORS)).isEqualTo(Answer.of(2, Trend.NONE));
    }

    static Stream<Arguments> answersWithoutANumber() {
        return Stream.of(
                Arguments.of(okJson(nothing("vector")), "No series answers"),
                Arguments.of(okJson(vector("NaN")), "not a number (NaN)"),
                Arguments.of(okJson(vector("+Inf")), "infinite"),
                Arguments.of(okJson(vector("much")), "cannot be read"),
                Arguments.of(okJson(nothing("matrix")), "gives no number but a matrix"),
                Arguments.of(
                        okJson("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series("0")
                                + "," + series("0") + "]}}"),
                        "2 series answer"),
                Arguments.of(
                        okJson("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},"
                                + "\"histogram\":[1,{}]}]}}"),
                        "a histogram"),
                Arguments.of(
                        okJson(vector("0").replaceFirst("\\{", "{\"warnings\":[\"half of the stores are away\"],")),
                        "half of the stores are away"),
                Arguments.of(
                        aResponse()
                                .withStatus(400)
                                .withBody(
                                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"),
                        "cannot answer the query: parse error"),
                Arguments.of(
                        aResponse()
                                .withStatus(503)
                                .withBody("{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"timed out\"}"),
                        "cannot answer the query: timed out"),
                Arguments.of(
                        okJson("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                                + IntStream.range(0, 40_000)
                                        .mapToObj(i -> series("0"))
                                        .collect(Collectors.joining(","))
                                + "]}}"),
                        "larger than 1 MB"));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutANumber")
    void saysWhyThereIsNoNumberAndGoesOnWithTheOthers(ResponseDefinitionBuilder response, String why)
            throws SourceFailure {
        now(okJson(vector("0.5")));
        lately(okJson(nothing("matrix")));
        SERVER.stubFor(post(urlPathEqualTo(NOW))
                .withRequestBody(containing("the_errors"))
                .atPriority(1)
                .willReturn(response));

        var answers = askAll(Signal.ERRORS, Signal.CPU);

        assertThat(answers.get(Signal.ERRORS)).satisfies(answer -> {
            assertThat(answer.number()).isNull();
            assertThat(answer.problem()).contains(why);
        });
        assertThat(Objects.requireNonNull(answers.get(Signal.CPU)).number()).isEqualTo(0.5);
    }

    static Stream<Arguments> noPrometheus() {
        return Stream.of(
                Arguments.of(aResponse().withStatus(500), "prometheus-answer", "answers 500"),
                Arguments.of(aResponse().withStatus(401), "prometheus-refused", "signals.prometheus.token"),
                Arguments.of(
                        aResponse().withStatus(302).withHeader("Location", "/x"), "prometheus-answer", "answers 302"),
                Arguments.of(okJson("<html>"), "prometheus-answer", "no Prometheus"),
                Arguments.of(okJson("null"), "prometheus-answer", "no Prometheus"),
                Arguments.of(okJson("[[[["), "prometheus-answer", "no Prometheus"),
                Arguments.of(okJson("{\"status\":\"success\"}"), "prometheus-answer", "no Prometheus"),
                Arguments.of(
                        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        "prometheus-unreachable",
                        "the connection broke"),
                Arguments.of(
                        aResponse().withStatus(400).withBody("{\"status\":\"error\",\"error\":\"all of it is wrong\"}"),
                        "prometheus-answer",
                        "all of it is wrong"),
                // Its head comes at once: only a time that counts to the last byte ends this.
                Arguments.of(
                        okJson(vector("0")).withChunkedDribbleDelay(20, 30_000),
                        "prometheus-unreachable",
                        "does not answer within 2 s"));
    }

    @ParameterizedTest
    @MethodSource("noPrometheus")
    void saysWhyNothingIsKnown(ResponseDefinitionBuilder response, String code, String why) {
        SERVER.stubFor(post(anyUrl()).willReturn(response));

        var failure = catchThrowableOfType(SourceFailure.class, () -> ask(Signal.ERRORS));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(why);
        assertThat(failure.getMessage()).doesNotContain("a-token");
    }

    @Test
    void asksNoAddressThatIsNotAllowed() {
        Mockito.doThrow(Mockito.mock(OutboundRefused.class)).when(outbound).check(Mockito.any());

        assertThatThrownBy(() -> ask(Signal.ERRORS)).isInstanceOf(OutboundRefused.class);
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    private Answer ask(Signal signal) throws SourceFailure {
        return Objects.requireNonNull(askAll(signal).get(signal));
    }

    private Map<Signal, Answer> askAll(Signal... signals) throws SourceFailure {
        var of = SignalFixtures.signals(SERVER.baseUrl() + "/", signals);
        return source.ask(SignalFixtures.project("bankchurn", of), of);
    }

    private static void now(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlPathEqualTo(NOW)).willReturn(response));
    }

    private static void lately(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlPathEqualTo(LATELY)).willReturn(response));
    }

    private static String nothing(String type) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[]}}";
    }

    private static String vector(String number) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series(number) + "]}}";
    }

    private static String series(String number) {
        return "{\"metric\":{},\"value\":[" + AT + ",\"" + number + "\"]}";
    }
}
