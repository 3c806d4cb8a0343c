package dev.vigia.overview.signals.prometheus;

import dev.vigia.platform.HttpPeer;
import dev.vigia.platform.Outbound;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceFailure;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Asks a Prometheus: within a time that counts to the last byte, no further than its host, and reading no more than a
/// few numbers take.
@Component
class PrometheusHttp {

    private static final int LARGEST = 1024 * 1024;

    /// So the client calls it.
    private static final String TOO_LARGE = "body exceeds capacity";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Outbound outbound;
    private final Duration timeout;
    private final HttpClient client;

    PrometheusHttp(Outbound outbound, SignalSettings settings) {
        this.outbound = outbound;
        this.timeout = settings.timeout();
        this.client = HttpPeer.client(timeout).build();
    }

    /// @param path such as `query`
    /// @return what it says, be it that the query is wrong
    /// @throws SourceFailure if it does not answer, or not as a Prometheus does
    QueryPayload ask(Signals.Prometheus prometheus, String path, Map<String, String> parameters) throws SourceFailure {
        var uri = URI.create(prometheus.url().replaceAll("/+$", "") + "/api/v1/" + path);
        outbound.check(uri);
        var form = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        var authorization = authorization(prometheus);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var response = send(request.build());
        if (response == null) {
            return QueryPayload.refusing("its answer is larger than 1 MB; sum the series, or choose by a label.");
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new SourceFailure(
                    "prometheus-refused",
                    "Prometheus answers " + response.statusCode()
                            + ": set signals.prometheus.token, or its username and password.",
                    null);
        }
        return payload(response);
    }

    private static @Nullable String authorization(Signals.Prometheus prometheus) {
        if (prometheus.token() != null) {
            return HttpPeer.bearer(prometheus.token().reveal());
        }
        if (prometheus.username() == null || prometheus.password() == null) {
            return null;
        }
        return HttpPeer.basic(prometheus.username(), prometheus.password().reveal());
    }

    /// @return null if the answer was too large
    private @Nullable HttpResponse<byte[]> send(HttpRequest request) throws SourceFailure {
        var answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unreachable("it does not answer within " + timeout.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException told
                    && String.valueOf(told.getMessage()).startsWith(TOO_LARGE)) {
                return null;
            }
            throw unreachable(HttpPeer.unanswered(e.getCause(), "the connection broke") + ".", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable("the question was interrupted.", e);
        }
    }

    /// A query that is wrong is answered too, as 400 or 422, and one that takes too long as 503.
    private static QueryPayload payload(HttpResponse<byte[]> response) throws SourceFailure {
        try {
            var payload = JSON.readValue(response.body(), QueryPayload.class);
            if (payload != null
                    && ("success".equals(payload.status()) && response.statusCode() == 200 && payload.data() != null
                            || "error".equals(payload.status()))) {
                return payload;
            }
        } catch (JacksonException e) {
            // Said below, with the status.
        }
        throw new SourceFailure(
                "prometheus-answer",
                response.statusCode() == 200
                        ? "What answers there is no Prometheus: its answer cannot be read."
                        : "Prometheus answers " + response.statusCode() + " and says nothing that can be read.",
                null);
    }

    private static SourceFailure unreachable(String why, Exception e) {
        return new SourceFailure("prometheus-unreachable", "Prometheus cannot be asked: " + why, e);
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }
}
