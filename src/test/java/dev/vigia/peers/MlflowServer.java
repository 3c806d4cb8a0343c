package dev.vigia.peers;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A real MLflow tracking server on a SQLite store, on a free loopback port, and the real Python client beside it.
///
/// ```java
/// try (var mlflow = MlflowServer.start(tempDir)) {
///     mlflow.python("""
///             mlflow.set_experiment("churn")
///             with mlflow.start_run(run_name="one"):
///                 mlflow.log_metric("rmse", 0.5)
///             """);
/// }
/// ```
public final class MlflowServer implements AutoCloseable {

    private static final Duration UP = Duration.ofMinutes(4);
    private static final Duration SCRIPT = Duration.ofMinutes(3);

    private final Path folder;
    private final int port;
    private final Process process;

    private MlflowServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /// Starts a server whose store and artifacts lie in the folder; a folder used before keeps its runs. Skips the
    /// test if MLflow is not here.
    ///
    /// @param more further options of `mlflow server`; one worker serves if they name no other number, because each
    ///     takes seconds of a processor to start
    public static MlflowServer start(Path folder, String... more) {
        var mlflow = Peers.require("mlflow");
        try {
            int port = freePort();
            var command = new ArrayList<>(List.of(
                    mlflow.toString(),
                    "server",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(port),
                    "--backend-store-uri",
                    "sqlite:///" + folder.resolve("mlflow.db"),
                    "--artifacts-destination",
                    folder.resolve("artifacts").toString()));
            command.addAll(List.of(more));
            if (!command.contains("--workers")) {
                command.addAll(List.of("--workers", "1"));
            }
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile());
            quiet(builder);
            var server = new MlflowServer(folder, port, builder.start());
            server.awaitUp();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What goes into `mlflow.tracking-uri`.
    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    public Path database() {
        return folder.resolve("mlflow.db");
    }

    /// Runs Python with `mlflow` imported and pointed at this server; answers what it prints.
    public String python(String code) {
        return python(folder, uri(), code);
    }

    /// The same against any tracking URI, such as a `file:` store, without a server.
    ///
    /// @throws AssertionError with the script's output if it fails
    public static String python(Path folder, String trackingUri, String code) {
        var python = Peers.require("mlflow-python");
        try {
            var script = Files.createTempFile(folder, "script", ".py");
            var errors = Files.createTempFile(folder, "script", ".err");
            Files.writeString(script, """
                    import mlflow
                    from mlflow import MlflowClient
                    mlflow.set_tracking_uri(%s)
                    client = MlflowClient()
                    """.formatted(quoted(trackingUri)) + code);
            var builder = new ProcessBuilder(python.toString(), script.toString())
                    .directory(folder.toFile())
                    .redirectError(errors.toFile());
            quiet(builder);
            var running = builder.start();
            running.getOutputStream().close();
            var output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!running.waitFor(SCRIPT.toSeconds(), TimeUnit.SECONDS)) {
                kill(running);
                throw new AssertionError("The Python script did not end within " + SCRIPT);
            }
            if (running.exitValue() != 0) {
                throw new AssertionError("The Python script failed:\n" + output + Files.readString(errors));
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Stops answering without losing the store.
    @Override
    public void close() {
        kill(process);
    }

    private void awaitUp() {
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            var health = HttpRequest.newBuilder(URI.create(uri() + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            Awaitility.await("mlflow server, see " + folder.resolve("server.log"))
                    .atMost(UP)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> !process.isAlive()
                            || http.send(health, HttpResponse.BodyHandlers.discarding())
                                            .statusCode()
                                    == 200);
            if (!process.isAlive()) {
                throw new AssertionError("mlflow server ended: " + log());
            }
        } catch (RuntimeException | Error e) {
            kill(process);
            throw e;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server forks workers: they go first, or they would keep the port.
    private static void kill(Process process) {
        var family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private static void quiet(ProcessBuilder builder) {
        var environment = builder.environment();
        environment.put("MLFLOW_ALLOW_FILE_STORE", "true");
        environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
        environment.put("DO_NOT_TRACK", "true");
        environment.put("PYTHONWARNINGS", "ignore");
        environment.put("GIT_PYTHON_REFRESH", "quiet");
        environment.remove("MLFLOW_TRACKING_URI");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
