package dev.vigia.peers;

import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The application's start as the Dockerfile arranges it, with the cache that a start in training wrote, against one
/// without: on data that is there, as at every start but the first, until it answers that it is ready.
final class StartBenchmark implements Benchmark {

    private static final String OPTION = "--sun-misc-unsafe-memory-access=allow";
    private static final String MAIN = "dev.vigia.VigiaApplication";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Ratio> run() throws Exception {
        var folder = Files.createTempDirectory("vigia-start");
        try {
            var classPath = classPath(folder);
            var cache = folder.resolve("vigia.aot");
            await(java(
                    folder,
                    "-XX:AOTCacheOutput=" + cache,
                    OPTION,
                    "-Dspring.context.exit=onRefresh",
                    "-cp",
                    classPath,
                    MAIN,
                    "--vigia.data-dir=" + folder.resolve("training"),
                    "--vigia.security.admin-password=training"));
            var ratio = Rounds.usual()
                    .compareTimed(
                            "start with the AOT cache ÷ without",
                            0.6,
                            // A cache that cannot be used is a failure here, and no slow start.
                            () -> start(folder, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), classPath),
                            () -> start(folder, List.of(), classPath));
            return List.of(ratio.withNote((Files.size(cache) >> 20) + " MB of cache"));
        } finally {
            delete(folder);
        }
    }

    /// Jars only: of what lies in folders nothing is cached.
    private static String classPath(Path folder) {
        var jar = folder.resolve("vigia.jar");
        var made = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", "target/classes", ".");
        if (made != 0) {
            throw new IllegalStateException("target/classes could not be packed");
        }
        return Stream.concat(
                        Stream.of(jar.toString()),
                        Arrays.stream(VigiaProcess.classPath().split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static double start(Path folder, List<String> options, String classPath) throws Exception {
        var port = AlertmanagerServer.freePort();
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of(
                "-Xlog:aot*=error",
                OPTION,
                "-cp",
                classPath,
                MAIN,
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--vigia.data-dir=" + folder.resolve("data"),
                "--vigia.security.admin-password=started"));
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var begun = System.nanoTime();
            var process = java(folder, arguments.toArray(String[]::new));
            try {
                while (!isReady(http, ready)) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("It ended: " + Files.readString(folder.resolve("log")));
                    }
                    Thread.sleep(10);
                }
                return (System.nanoTime() - begun) / 1e9;
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process java(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static void await(Process training) throws InterruptedException {
        if (training.waitFor() != 0) {
            throw new IllegalStateException("The start in training failed with " + training.exitValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
