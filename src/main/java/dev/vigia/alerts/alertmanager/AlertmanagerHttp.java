package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.alertmanager.AlertmanagerSettings.Cluster;
import dev.vigia.platform.HttpPeer;
import dev.vigia.platform.Outbound;
import dev.vigia.projects.SourceFailure;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Asks an Alertmanager: within a time, no further than its host, and reading no more than it can sensibly say.
@Component
class AlertmanagerHttp {

    /// Ten thousand alerts are about 30 MB.
    private static final int LARGEST = 64 * 1024 * 1024;

    private static final int TOLD = 300;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Outbound outbound;
    private final Duration timeout;
    private final HttpClient client;

    AlertmanagerHttp(Outbound outbound, AlertmanagerSettings settings) {
        this.outbound = outbound;
        this.timeout = settings.timeout();
        this.client = HttpPeer.client(timeout).build();
    }

    <T> List<T> list(Cluster place, URI uri, Class<T> type) throws SourceFailure {
        var body = send(place, request(uri).GET());
        try {
            return JSON.readValue(body, JSON.getTypeFactory().constructCollectionType(List.class, type));
        } catch (JacksonException | IllegalArgumentException e) {
            throw rubbish(e);
        }
    }

    Map<String, Object> post(Cluster place, URI uri, Map<String, Object> what) throws SourceFailure {
        var body = send(
                place,
                request(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(what))));
        try {
            return JSON.readValue(body, OBJECT);
        } catch (JacksonException e) {
            throw rubbish(e);
        }
    }

    void delete(Cluster place, URI uri) throws SourceFailure {
        send(place, request(uri).DELETE());
    }

    private HttpRequest.Builder request(URI uri) {
        outbound.check(uri);
        return HttpRequest.newBuilder(uri).timeout(timeout);
    }

    private byte[] send(Cluster place, HttpRequest.Builder request) throws SourceFailure {
        if (place.token() != null) {
            request.header("Authorization", HttpPeer.bearer(place.token()));
        } else if (place.username() != null) {
            request.header("Authorization", HttpPeer.basic(place.username(), place.password()));
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                var body = in.readNBytes(LARGEST + 1);
                if (body.length > LARGEST) {
                    throw new SourceFailure(
                            "alertmanager-answer", "The Alertmanager's answer is larger than 64 MB.", null);
                }
                check(response.statusCode(), body);
                return body;
            }
        } catch (IOException e) {
            var why = HttpPeer.unanswered(e, e.getMessage() == null ? "the connection broke" : e.getMessage());
            throw new SourceFailure("alertmanager-unreachable", "The Alertmanager cannot be asked: " + why + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceFailure("alertmanager-unreachable", "The question was interrupted.", e);
        }
    }

    private static void check(int status, byte[] body) throws SourceFailure {
        if (status >= 200 && status < 300) {
            return;
        }
        var text = new String(body, 0, Math.min(TOLD, body.length), StandardCharsets.UTF_8).strip();
        var code = status == 401 || status == 403
                ? "alertmanager-refused"
                : status == 503 || status == 429 ? "alertmanager-busy" : "alertmanager-answer";
        throw new SourceFailure(
                code, "The Alertmanager answers " + status + (text.isEmpty() ? "." : ": " + text), null);
    }

    private static SourceFailure rubbish(RuntimeException e) {
        return new SourceFailure("alertmanager-answer", "The Alertmanager's answer cannot be read.", e);
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }
}
