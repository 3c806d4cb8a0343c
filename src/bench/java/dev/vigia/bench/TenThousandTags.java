package dev.vigia.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes a bare repository with thousands of version tags in seconds, through `git fast-import`. Every tag is
/// annotated and has a commit, a `dvc.lock`, a `params.yaml` and a `metrics.json` of its own; `dvc.yaml` changes
/// every 25 versions, as pipelines do. The same arguments give the same ids.
///
/// @param repository becomes a bare repository; must not exist before [#create]
/// @param seed repositories of different seeds have no version file in common
public record TenThousandTags(Path repository, int seed) {

    /// What a reader of one tag has to open.
    public static final List<String> FILES =
            List.of(".dvc/config", "dvc.yaml", "dvc.lock", "params.yaml", "metrics.json");

    private static final long START = 1_600_000_000L;

    public void create(int tags) throws IOException, InterruptedException {
        Path parent = repository.toAbsolutePath().getParent();
        run(parent, "git", "init", "-q", "--bare", "-b", "main", repository.toString());
        add(0, tags);
        // As a clone of such a repository has them; ten thousand loose files would slow every reader down.
        run(repository, "git", "pack-refs", "--all");
    }

    /// Adds tags after [#create], as somebody's next releases.
    ///
    /// @param from how many tags there are
    /// @param to how many there are afterwards
    public void add(int from, int to) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "fast-import", "--quiet", "--force")
                .directory(repository.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream out = new BufferedOutputStream(git.getOutputStream(), 1 << 16)) {
            for (int i = from; i < to; i++) {
                version(out, i, i == from && from > 0);
            }
        }
        check(git);
    }

    /// The tag of the i-th version, counted from 0.
    public static String tag(int i) {
        return "v" + i / 100 + "." + i % 100 + ".0";
    }

    private void version(OutputStream out, int i, boolean continued) throws IOException {
        String who = "Bench <bench@example.org> " + (START + 60L * i) + " +0000";
        line(out, "commit refs/heads/main");
        line(out, "committer " + who);
        data(out, "Version " + i);
        if (continued) {
            line(out, "from refs/heads/main^0");
        }
        file(out, ".dvc/config", """
                [core]
                    remote = store
                ['remote "store"']
                    url = ../store
                """);
        file(out, "dvc.yaml", pipeline(i / 25));
        file(out, "dvc.lock", lock(i));
        file(out, "params.yaml", "train:\n  depth: " + (3 + i % 9) + "\n  rate: " + rate(i) + "\n");
        file(out, "metrics.json", "{\"rmse\": %d.%05d, \"r2\": 0.%05d}\n".formatted(seed + 1, i, 99_999 - i % 90_000));
        line(out, "tag " + tag(i));
        line(out, "from refs/heads/main");
        line(out, "tagger " + who);
        data(out, "Release " + i);
    }

    private String pipeline(int round) {
        return """
                stages:
                  prepare:
                    cmd: python prepare.py --seed %d --round %d
                    deps:
                    - prepare.py
                    outs:
                    - data/clean
                  train:
                    cmd: python train.py
                    deps:
                    - data/clean
                    - train.py
                    params:
                    - train.depth
                    - train.rate
                    outs:
                    - model.pkl
                    metrics:
                    - metrics.json:
                        cache: false
                """.formatted(seed, round);
    }

    private String lock(int i) {
        return """
                schema: '2.0'
                stages:
                  prepare:
                    cmd: python prepare.py --seed %d --round %d
                    deps:
                    - path: prepare.py
                      hash: md5
                      md5: '%s'
                      size: 1200
                    outs:
                    - path: data/clean
                      hash: md5
                      md5: '%s.dir'
                      size: 90210
                      nfiles: 4
                  train:
                    cmd: python train.py
                    deps:
                    - path: data/clean
                      hash: md5
                      md5: '%s.dir'
                      size: 90210
                      nfiles: 4
                    - path: train.py
                      hash: md5
                      md5: '%s'
                      size: 3400
                    params:
                      params.yaml:
                        train.depth: %d
                        train.rate: %s
                    outs:
                    - path: metrics.json
                      hash: md5
                      md5: '%s'
                      size: 33
                    - path: model.pkl
                      hash: md5
                      md5: '%s'
                      size: 52000
                """.formatted(
                        seed,
                        i / 25,
                        hash(1, i / 25),
                        hash(2, i),
                        hash(2, i),
                        hash(3, i / 10),
                        3 + i % 9,
                        rate(i),
                        hash(4, i),
                        hash(5, i));
    }

    /// The learning rate as Python prints it, which is how DVC writes it into the lock.
    private String rate(int i) {
        return "0.%d%03d1".formatted(seed + 1, i % 1000);
    }

    private String hash(int kind, int i) {
        return "%08x%08x%08x%08x".formatted(kind, i, i * 31, seed * 1009 + kind);
    }

    private static void file(OutputStream out, String path, String content) throws IOException {
        line(out, "M 100644 inline " + path);
        data(out, content);
    }

    private static void data(OutputStream out, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        line(out, "data " + bytes.length);
        out.write(bytes);
        out.write('\n');
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        check(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start());
    }

    private static void check(Process process) throws InterruptedException, IOException {
        if (process.waitFor() != 0) {
            throw new IOException(process.info().command().orElse("git") + " ended with " + process.exitValue());
        }
    }
}
