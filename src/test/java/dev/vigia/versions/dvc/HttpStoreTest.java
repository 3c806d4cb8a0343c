package dev.vigia.versions.dvc;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.headRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.vigia.projects.Secret;
import dev.vigia.versions.dvc.ObjectAnswer.Present;
import dev.vigia.versions.dvc.ObjectAnswer.Unknown;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpStoreTest {

    @RegisterExtension
    static WireMockExtension server = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private HttpStore store() {
        return store(null, null);
    }

    private HttpStore store(@Nullable String username, @Nullable Secret password) {
        return store(username, password, Duration.ofSeconds(30));
    }

    private HttpStore store(@Nullable String username, @Nullable Secret password, Duration timeout) {
        return new HttpStore(new RemotePlace.Web(URI.create(server.baseUrl() + "/store"), username, password), timeout);
    }

    @Test
    void takesHeadAndItsLength() {
        server.stubFor(
                head(urlEqualTo("/store/files/md5/aa/b")).willReturn(aResponse().withHeader("Content-Length", "12")));
        assertThat(store().ask("files/md5/aa/b", null)).isEqualTo(new Present(12));
    }

    @Test
    void takesOnlyNotFoundForMissing() {
        server.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(404)));
        assertThat(store().ask("x", null)).isEqualTo(ObjectAnswer.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "401, remote-refused",
        "500, remote-unreachable",
        "503, remote-unreachable",
        "429, remote-unreachable",
        "302, remote-refused"
    })
    void knowsNothingFromOtherAnswers(int status, String code) {
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", "http://127.0.0.1:1/")));
        assertThat(store().ask("x", null)).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.code()).isEqualTo(code);
            assertThat(unknown.why()).contains(Integer.toString(status));
        });
    }

    @ParameterizedTest
    @CsvSource({"403", "405", "501"})
    void asksForOneByteWhereHeadIsRefused(int status) {
        server.stubFor(head(anyUrl()).willReturn(aResponse().withStatus(status)));
        server.stubFor(get(urlEqualTo("/store/there"))
                .withHeader("Range", equalTo("bytes=0-0"))
                .willReturn(aResponse()
                        .withStatus(206)
                        .withHeader("Content-Range", "bytes 0-0/77")
                        .withBody("x")));
        server.stubFor(get(urlEqualTo("/store/empty")).willReturn(aResponse().withStatus(416)));
        server.stubFor(get(urlEqualTo("/store/gone")).willReturn(aResponse().withStatus(404)));
        server.stubFor(get(urlEqualTo("/store/closed")).willReturn(aResponse().withStatus(403)));
        HttpStore store = store();
        assertThat(store.ask("there", null)).isEqualTo(new Present(77));
        assertThat(store.ask("empty", null)).isEqualTo(new Present(0));
        assertThat(store.ask("gone", null)).isEqualTo(ObjectAnswer.MISSING);
        assertThat(store.ask("closed", null)).isInstanceOf(Unknown.class);
        assertThat(server.findAll(headRequestedFor(anyUrl())))
                .as("HEAD is not tried again")
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void knowsNothingFromABrokenConnection(Fault fault) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));
        assertThat(store().ask("x", null)).isInstanceOf(Unknown.class);
    }

    @Test
    void knowsNothingFromSilence() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(5_000)));
        assertThat(store(null, null, Duration.ofMillis(500)).ask("x", null))
                .isEqualTo(new Unknown("remote-unreachable", "it does not answer in time"));
    }

    @Test
    void sendsTheNameAndPassword() {
        server.stubFor(head(anyUrl())
                .withBasicAuth("me", "päss")
                .willReturn(aResponse().withHeader("Content-Length", "1")));
        assertThat(store("me", new Secret("päss")).ask("x", null)).isEqualTo(new Present(1));
        assertThat(store().ask("x", null)).isEqualTo(ObjectAnswer.MISSING);
    }

    @Test
    void asksForAnObjectOnceAndLeavesASilentServerAlone() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor();
                Questions questions = new Questions(store(), pool)) {
            List<Questions.Question> many = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                many.add(new Questions.Question("k" + i, null));
            }
            questions.prepare(many);
            assertThat(many)
                    .extracting(questions::answer)
                    .allSatisfy(answer ->
                            assertThat(answer).isEqualTo(new Unknown("remote-unreachable", "it answers 500")));
            assertThat(questions.asked()).isLessThan(20);
        }
        server.resetAll();
        server.stubFor(head(anyUrl()).willReturn(aResponse().withHeader("Content-Length", "1")));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor();
                Questions questions = new Questions(store(), pool)) {
            List<Questions.Question> same = List.of(
                    new Questions.Question("a", null),
                    new Questions.Question("a", null),
                    new Questions.Question("b", null));
            questions.prepare(same);
            questions.prepare(same);
            same.forEach(questions::answer);
            assertThat(server.findAll(headRequestedFor(anyUrl()))).hasSize(2);
            assertThat(server.findAll(getRequestedFor(anyUrl()))).isEmpty();
        }
    }
}
