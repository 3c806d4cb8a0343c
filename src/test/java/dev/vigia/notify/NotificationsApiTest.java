package dev.vigia.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.alerts.AlertFixtures;
import dev.vigia.alerts.AlertIntake;
import dev.vigia.platform.security.Scope;
import dev.vigia.platform.security.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

@NotifyIntegrationTest
class NotificationsApiTest {

    private static final Recorder RECORDER = Recorder.shared();

    @LocalServerPort
    private int port;

    @Autowired
    private AlertIntake intake;

    @Autowired
    private Sending sending;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Clock clock;

    @BeforeEach
    void quiet() {
        RECORDER.forget();
        jdbc.update("delete from notify_delivery");
        NotifyDrain.calm(jdbc);
    }

    @Test
    void tellsWhatWasNotToldAndSendsItAgain() throws Exception {
        RECORDER.on("ops", 410, "this hook is gone");
        intake.store(AlertFixtures.delivery(
                "main", List.of(AlertFixtures.firing("ApiFires").since(clock.instant()))));
        sending.drain("ops");

        var receivers = call("GET", "receivers", NotifyIntegrationTest.TOKEN);
        assertThat(receivers.body())
                .contains("\"name\":\"ops\"", "\"kind\":\"webhook\"", "\"dead\":1", "this hook is gone")
                .doesNotContain("very-secret-path", "s3cret");
        var dead = JsonMapper.shared()
                .readTree(call("GET", "dead-letters?receiver=ops", NotifyIntegrationTest.TOKEN)
                        .body())
                .get("deadLetters");
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).get("title").asString()).isEqualTo("ApiFires fires");

        var id = dead.get(0).get("id").asLong();
        assertThat(call("POST", "dead-letters/" + id + "/resend", NotifyIntegrationTest.TOKEN)
                        .body())
                .isEqualTo("{\"resent\":1}");
        assertThat(call("POST", "dead-letters/" + id + "/resend", NotifyIntegrationTest.TOKEN)
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "receivers/ops/test", NotifyIntegrationTest.TOKEN)
                        .body())
                .isEqualTo("{\"outcome\":\"refused\",\"sentence\":\"It answers 410: this hook is gone\"}");
        assertThat(call("POST", "receivers/nobody/test", NotifyIntegrationTest.TOKEN)
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "receivers/ops/resend", NotifyIntegrationTest.TOKEN)
                        .body())
                .isEqualTo("{\"resent\":0}");
    }

    @Test
    void letsOnlyAdministratorsWrite() throws Exception {
        var reader = tokens.issue("admin", "reads", Set.of(Scope.READ), Duration.ofHours(1))
                .text();

        assertThat(call("GET", "receivers", reader).statusCode()).isEqualTo(200);
        assertThat(call("POST", "receivers/ops/test", reader).statusCode()).isEqualTo(403);
        assertThat(call("POST", "receivers/ops/resend", reader).statusCode()).isEqualTo(403);
        assertThat(call("POST", "dead-letters/1/resend", reader).statusCode()).isEqualTo(403);
        assertThat(RECORDER.requests("ops")).isEmpty();
    }

    private HttpResponse<String> call(String method, String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/notifications/" + path))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
