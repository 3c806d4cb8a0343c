package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus on a loopback port.
public final class PrometheusServer implements AutoCloseable {

    private static final Duration UP = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private PrometheusServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// Gives it a past, before it is started.
    ///
    /// @param openMetrics with a time at each number
    public static void remember(Path folder, String openMetrics) throws IOException, InterruptedException {
        var file = folder.resolve("past");
        Files.writeString(file, openMetrics);
        var process = new ProcessBuilder(
                        Peers.require("promtool").toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        file.toString(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /// Skips the test if Prometheus is not here. A folder used before keeps what was scraped.
    ///
    /// @param settings the contents of `prometheus.yml`
    public static PrometheusServer start(Path folder, int port, String settings) throws IOException {
        var program = Peers.require("prometheus");
        var file = folder.resolve("prometheus.yml");
        Files.writeString(file, settings);
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("prometheus.log").toFile()))
                .start();
        var server = new PrometheusServer(folder, port, process);
        Awaitility.await()
                .atMost(UP)
                .ignoreExceptions()
                .until(() -> server.get("/-/ready").statusCode() == 200);
        return server;
    }

    /// The same again, after it was closed.
    public PrometheusServer again() throws IOException {
        return start(folder, port, Files.readString(folder.resolve("prometheus.yml")));
    }

    /// The numbers that a query gives now, in the order of its answer.
    public List<Double> numbers(String query) throws IOException, InterruptedException {
        var answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var result = JsonMapper.shared().readTree(answer.body()).get("data").get("result");
        return StreamSupport.stream(result.spliterator(), false)
                .map(series -> Double.valueOf(series.get("value").get(1).asString()))
                .toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
