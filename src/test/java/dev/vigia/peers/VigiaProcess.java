package dev.vigia.peers;

import static org.awaitility.Awaitility.await;

import java.io.File;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real application in a JVM of its own, which can be killed.
final class VigiaProcess implements AutoCloseable {

    static final String TOKEN = "interruption";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private VigiaProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// Starts it and waits until its API answers.
    ///
    /// @param settings as on the command line, without the dashes
    static VigiaProcess start(Path dataDirectory, List<String> settings) {
        return start(dataDirectory, Map.of(), settings);
    }

    /// @param environment beside our own
    static VigiaProcess start(Path dataDirectory, Map<String, String> environment, List<String> settings) {
        try {
            Files.createDirectories(dataDirectory);
            var port = freePort();
            var log = Files.createTempFile(dataDirectory, "vigia", ".log");
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    classPath(),
                    "dev.vigia.VigiaApplication",
                    "--server.port=" + port,
                    "--server.address=127.0.0.1",
                    "--vigia.data-dir=" + dataDirectory,
                    "--vigia.security.bootstrap-token=" + TOKEN,
                    "--vigia.security.admin-password=interrupted",
                    "--vigia.jobs.poll=100ms",
                    "--vigia.jobs.heartbeat=1s"));
            settings.forEach(setting -> command.add("--" + setting));
            var builder = new ProcessBuilder(command)
                    .directory(dataDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var started = new VigiaProcess(process, port, log);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(started::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without the tests, whose own configurations the application would find.
    static String classPath() {
        var whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(whole.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                // It runs in another folder.
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("Vigía ended: " + Files.readString(log));
        }
        try {
            return get("/api/v1/projects").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Where it listens, as `host:port`.
    String address() {
        return "127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path) throws IOException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String json) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// @param requestId as a proxy may give it
    HttpResponse<String> post(String path, String json, String requestId) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    JsonNode ask(String path) throws IOException {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// All that it has printed up to now.
    String printed() throws IOException {
        return Files.readString(log);
    }

    /// As the kernel does it when memory runs out: nothing is tidied up.
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
