package dev.vigia.bench;

import dev.vigia.peers.Peers;
import dev.vigia.versions.dvc.DvcCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The data state of twenty tags, against real DVC asked tag by tag in a checkout: its only way to the same answer.
final class DataStateBenchmark implements Benchmark {

    @Override
    public String name() {
        return "data-state";
    }

    @Override
    public String missing() {
        return Peers.find("dvc").isPresent() && Peers.find("git").isPresent() ? "" : "needs dvc and git";
    }

    @Override
    public List<Ratio> run() throws Exception {
        Path folder = Files.createTempDirectory("vigia-data-state");
        try {
            Path made = folder.resolve("case");
            DvcCase.build(made);
            Map<String, DvcCase.Verdict> expected = DvcCase.expected(made.resolve("verdicts.tsv"));
            Path clone = made.resolve("clone");
            command(made, "git", "clone", "-q", "project", "clone");
            Ratio ratio = Rounds.usual()
                    .compare(
                            "data state of 20 tags ÷ loop of git checkout and dvc data status",
                            0.02,
                            () -> {
                                if (!DvcCase.answers(made.resolve("project")).equals(expected)) {
                                    throw new IllegalStateException("The answers are not the truth");
                                }
                            },
                            () -> {
                                for (String tag : expected.keySet()) {
                                    command(clone, "git", "clean", "-ffdxq");
                                    command(clone, "git", "checkout", "-q", "refs/tags/" + tag);
                                    status(clone);
                                    if (Files.isDirectory(clone.resolve("inner/.dvc"))) {
                                        status(clone.resolve("inner"));
                                    }
                                }
                            });
            return List.of(ratio.withNote("answers compared with the truth in every round"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void status(Path project) throws IOException, InterruptedException {
        String dvc = Peers.require("dvc").toString();
        start(project, dvc, "data", "status", "--not-in-remote", "--granular", "--json")
                .waitFor();
    }

    private static void command(Path folder, String... command) throws IOException, InterruptedException {
        if (start(folder, command).waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static Process start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DVC_NO_ANALYTICS", "1");
        return builder.start();
    }
}
