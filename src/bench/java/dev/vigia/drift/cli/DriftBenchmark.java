package dev.vigia.drift.cli;

import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.peers.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `./vigia drift` against the real Evidently, whole processes both, on a million rows a side; and that a gigabyte a
/// side takes no more than its share of the time in the same heap.
final class DriftBenchmark implements Benchmark {

    private static final int MOST_ROUNDS = 3;
    private static final int COPIES = 7;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String missing() {
        return Peers.find("evidently-python").isPresent() ? "" : "needs evidently";
    }

    @Override
    public List<Ratio> run() throws Exception {
        // A process has nothing to warm up, and Evidently takes a minute.
        int rounds = Math.min(Integer.getInteger("vigia.bench.rounds", MOST_ROUNDS), MOST_ROUNDS);
        var folder = Files.createTempDirectory("vigia-drift");
        try (var script = DriftBenchmark.class.getResourceAsStream("/drift_peer.py")) {
            if (script == null) {
                throw new IllegalStateException("drift_peer.py is not on the class path");
            }
            var peer = folder.resolve("drift_peer.py");
            Files.copy(script, peer);
            var reference = folder.resolve("reference.csv");
            var current = folder.resolve("current.csv");
            evidently(peer, "csv", "1000000", reference.toString(), current.toString());
            List<Double> ours = new ArrayList<>();
            List<Double> preset = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                ours.add(ours(reference, current));
                preset.add(evidently(peer, "preset", reference.toString(), current.toString()));
                bare.add(evidently(peer, "bare", reference.toString(), current.toString()));
            }
            var largeReference = copies(reference, folder.resolve("large-reference.csv"));
            var largeCurrent = copies(current, folder.resolve("large-current.csv"));
            var large = List.of(ours(largeReference, largeCurrent));
            var share = ours.stream().map(seconds -> seconds * COPIES).limit(1).toList();
            return List.of(
                    new Ratio("drift of 10⁶ rows a side ÷ Evidently's DataDriftPreset", 0.1, ours, preset, ""),
                    new Ratio("drift of 10⁶ rows a side ÷ Evidently's read_csv and tests alone", 0.5, ours, bare, ""),
                    new Ratio(
                            "drift of " + COPIES + " times the rows ÷ " + COPIES + " times the drift",
                            1.2,
                            large,
                            share,
                            (Files.size(largeReference) >> 20) + " MB a side in a heap of 512 MB"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    /// As the launcher starts it, but with every jar to look through.
    private static double ours(Path reference, Path current) throws IOException, InterruptedException {
        return seconds(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DriftCommand.class.getName(),
                "--reference",
                reference.toString(),
                "--current",
                current.toString()));
    }

    private static double evidently(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Peers.find("evidently-python").orElseThrow().toString(), script.toString()));
        command.addAll(List.of(arguments));
        return seconds(command);
    }

    private static double seconds(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        // Four of fifteen columns drift: less than half.
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// The same rows several times, under one line of names.
    private static Path copies(Path small, Path large) throws IOException {
        Files.copy(small, large);
        for (int i = 1; i < COPIES; i++) {
            try (var in = Files.newInputStream(small);
                    var out = Files.newOutputStream(large, StandardOpenOption.APPEND)) {
                int c;
                do {
                    c = in.read();
                } while (c != '\n');
                in.transferTo(out);
            }
        }
        return large;
    }
}
