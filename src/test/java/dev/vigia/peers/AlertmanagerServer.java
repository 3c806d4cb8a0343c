package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A real Alertmanager on a loopback port.
public final class AlertmanagerServer implements AutoCloseable {

    private static final Duration UP = Duration.ofSeconds(60);
    private static final Duration LASTS = Duration.ofHours(1);

    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private AlertmanagerServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /// Settings under which it delivers within a second.
    ///
    /// @param more further parts of `alertmanager.yml`
    public static String deliveringTo(int port, String token, String more) {
        return """
                route:
                  receiver: vigia
                  group_by: [alertname]
                  group_wait: 100ms
                  group_interval: 300ms
                receivers:
                  - name: vigia
                    webhook_configs:
                      - url: http://127.0.0.1:%d/api/v1/alerts/alertmanager?cluster=main
                        http_config:
                          authorization:
                            credentials: %s
                """.formatted(port, token) + more;
    }

    /// Skips the test if Alertmanager is not here. A folder used before keeps its silences and what was told.
    ///
    /// @param port from [#freePort()], so that others can be told of it before it runs
    public static AlertmanagerServer start(Path folder, int port, String settings) throws IOException {
        var program = Peers.require("alertmanager");
        var file = folder.resolve("alertmanager.yml");
        Files.writeString(file, settings);
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("alertmanager.log").toFile()))
                .start();
        var server = new AlertmanagerServer(port, process);
        Awaitility.await()
                .atMost(UP)
                .ignoreExceptions()
                .until(() -> server.get("/-/ready").statusCode() == 200);
        return server;
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// As Prometheus tells it of one alert.
    ///
    /// @param ends null while it fires
    public void tell(Map<String, String> labels, String summary, Instant starts, @Nullable Instant ends)
            throws IOException, InterruptedException {
        var alert = new LinkedHashMap<String, Object>();
        alert.put("labels", labels);
        alert.put("annotations", Map.of("summary", summary));
        alert.put("startsAt", starts.toString());
        alert.put("endsAt", (ends == null ? starts.plus(LASTS) : ends).toString());
        var response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(List.of(alert))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
