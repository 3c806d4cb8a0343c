package dev.vigia.integrity;

import dev.vigia.versions.GitRepo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A real repository that somebody made to do harm, each attack in a tag of its own, with one good tag among them.
final class HostileRepository {

    static final String HASH = "1bc29b36f623ba82aaf6724fd3b16718";
    static final int LONG_LOCK = 20_000;

    /// Names that Git takes.
    static final List<String> ODD_NAMES = List.of(
            "<img/src=x/onerror=alert(1)>@v2.0.0",
            "it's_\"quoted\"#1/🎉@v2.0.0",
            "=cmd|'/C_calc'!A0@v2.0.0",
            "+1@v2.0.0",
            "-1@v2.0.0",
            "@SUM(A1)@v2.0.0",
            "%2e%2e%2f@v2.0.0",
            "';drop_table_version_tag;--@v2.0.0");

    private static final String PIPELINE = "stages:\n  fit:\n    cmd: run\n    outs: [model.pkl]\n";

    private static final String DATA = "outs:\n- path: data.csv\n  hash: md5\n  md5: " + HASH + "\n  size: 1\n";

    private final GitRepo repo;
    private final Map<String, String> commits = new HashMap<>();

    /// @param folder for the repository and, beside it, its DVC remote and its runs
    HostileRepository(Path folder) throws IOException {
        repo = GitRepo.create(folder.resolve("hostile"));
        var pushed = folder.resolve("store/files/md5").resolve(HASH.substring(0, 2));
        Files.createDirectories(pushed);
        Files.writeString(pushed.resolve(HASH.substring(2)), "x");
        var good = Map.of(".dvc/config", config("../../store"), "data.csv.dvc", DATA);
        version("v1.0.0", good);
        ODD_NAMES.forEach(name -> repo.git("update-ref", "refs/tags/" + name, "HEAD"));
        repo.git("update-ref", "refs/tags/" + "x".repeat(200) + "/" + "y".repeat(90) + "@v2.0.0", "HEAD");

        locks();
        pipelines();
        remotes();
        trees();
        tags();
        version("v9.0.0", good);
        runs(folder.resolve("mlruns"));
    }

    GitRepo repo() {
        return repo;
    }

    String commit(String tag) {
        return commits.getOrDefault(tag, "");
    }

    private void locks() {
        version("v1.1.1-bomb", lock(bomb()));
        version("v1.1.2-type", lock("schema: '2.0'\nstages: !!python/object/apply:os.system [id]\n"));
        version("v1.1.3-deep-flow", lock("[".repeat(100_000)));
        version("v1.1.4-deep-block", lock("- ".repeat(100_000) + "x\n"));
        version("v1.1.5-twice", lock("schema: '2.0'\nstages: {}\nschema: '2.0'\n"));
        version("v1.1.6-latin1", lock("schema: '2.0'\nstages: {}\n# \u00e9\n"));
        version("v1.1.7-no-map", lock("just text\n"));
        version("v1.1.8-no-hash", lock(locked("model.pkl", "../../../../etc/passwd")));
        version("v1.1.9-digits", lock("schema: " + "9".repeat(3_000_000) + "\n"));
        var names = IntStream.range(0, LONG_LOCK)
                .mapToObj(i -> "out/%05d".formatted(i))
                .toList();
        version(
                "v1.2.0-long",
                Map.of(
                        ".dvc/config",
                        config("../../store"),
                        "dvc.yaml",
                        PIPELINE.replace("[model.pkl]", "[" + String.join(", ", names) + "]"),
                        "dvc.lock",
                        "schema: '2.0'\nstages:\n  fit:\n    cmd: run\n    outs:\n"
                                + names.stream()
                                        .map(name -> "    - " + out(name))
                                        .collect(Collectors.joining())));
    }

    private void pipelines() {
        version(
                "v1.3.1-outside",
                Map.of(
                        "dvc.yaml",
                        PIPELINE.replace("model.pkl", "../../../etc/passwd"),
                        "dvc.lock",
                        locked("../../../etc/passwd", HASH)));
        version(
                "v1.3.2-ignore-regex",
                Map.of(
                        ".dvc/config",
                        config("../../store"),
                        ".dvcignore",
                        "*a".repeat(40) + "b\n" + "[a-".repeat(500) + "\n",
                        "a".repeat(200) + ".dvc",
                        DATA));
        version(
                "v1.3.3-template-regex",
                Map.of(
                        "dvc.yaml",
                        PIPELINE.replace("[model.pkl]", "['" + "${a}x".repeat(40) + "y']"),
                        "dvc.lock",
                        locked("x".repeat(3_000) + "z", HASH)));
        version(
                "v1.3.4-template-bomb",
                Map.of(
                        "params.yaml",
                        "big: " + "x".repeat(1_000_000) + "\n",
                        "dvc.yaml",
                        "stages:\n  fit:\n    foreach: "
                                + IntStream.range(0, 5_000).boxed().toList() + "\n    do:\n"
                                + "      cmd: '${big}${big}${big}${big}'\n      outs: ['${item}']\n",
                        "dvc.lock",
                        "schema: '2.0'\nstages: {}\n"));
        version(
                "v1.3.5-values",
                Map.of(
                        "data.csv.dvc",
                        DATA,
                        ".dvc/config",
                        config("../../store"),
                        "dvc.yaml",
                        "metrics: [deep.json, half.json, huge.json]\nparams: [nul.yaml]\n",
                        "deep.json",
                        "{\"a\":".repeat(100_000),
                        "half.json",
                        "{\"\\ud83d\": \"\\udc00 \\u0000\", \"ok\": 1}",
                        "huge.json",
                        "{\"n\": 1" + "0".repeat(100_000) + ", \"e\": 1e999999999}",
                        "nul.yaml",
                        "\"a\\0b\": \"c\\0d\"\n"));
    }

    private void remotes() {
        remote("v1.4.1-up", "../../../../../../../../etc");
        remote("v1.4.2-metadata", "http://169.254.169.254/latest/meta-data");
        remote("v1.4.3-helper", "ext::sh -c id");
        remote("v1.4.4-decimal", "http://2852039166/");
        remote("v1.4.5-closed", "http://127.0.0.1:1/store");
        remote("v1.4.6-loop", "remote://store/x");
        remote("v1.4.7-mapped", "http://[::ffff:169.254.169.254]/");
        remote("v1.4.8-linked", "../../linked");
    }

    private void trees() throws IOException {
        clean();
        Files.createSymbolicLink(repo.folder().resolve("dvc.yaml"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(repo.folder().resolve("data.csv.dvc"), Path.of("../../secret.dvc"));
        commitAs("v1.5.1-link");
        clean();
        repo.file(".gitmodules", "[submodule \"a\"]\n\tpath = ../../up\n\turl = ext::sh -c id\n");
        commitAs("v1.5.2-base");
        repo.git("update-index", "--add", "--cacheinfo", "160000," + commit("v1.0.0") + ",dvc.yaml");
        repo.git("commit", "-q", "-m", "submodule");
        repo.git("tag", "v1.5.2-submodule");
        clean();
        Files.createSymbolicLink(repo.folder().resolve(".dvc"), Path.of("/etc"));
        repo.file("data.csv.dvc", DATA);
        commitAs("v1.5.3-linked-config");
    }

    private void tags() {
        var head = repo.git("rev-parse", "HEAD");
        var nul = "object %s\ntype commit\ntag v1.6.1-nul\ntagger A\u0001 <a@b> 1700000000 +0000\n\nbefore\0after\n";
        repo.git(
                "update-ref",
                "refs/tags/v1.6.1-nul",
                repo.gitWith(nul.formatted(head), "hash-object", "-t", "tag", "-w", "--literally", "--stdin"));
        repo.git("update-ref", "refs/tags/v1.6.3-chain", repo.chain(head, 2_048));
        var ancient = "object %s\ntype commit\ntag v1.6.2-ancient\ntagger A <a@b> -99999999999999 +0000\n\nx\n";
        repo.git(
                "update-ref",
                "refs/tags/v1.6.2-ancient",
                repo.gitWith(ancient.formatted(head), "hash-object", "-t", "tag", "-w", "--literally", "--stdin"));
    }

    /// One for each odd name, claiming it, with a name that is no better.
    private void runs(Path store) throws IOException {
        write(store.resolve("1/meta.yaml"), "experiment_id: '1'\nname: '<b>x</b>'\nlifecycle_stage: active\n");
        for (int i = 0; i < ODD_NAMES.size(); i++) {
            var id = "%032x".formatted(i);
            var run = store.resolve("1").resolve(id);
            write(
                    run.resolve("meta.yaml"),
                    "run_id: " + id + "\nrun_name: '=HYPERLINK(1)<script>alert(1)</script>'\nexperiment_id: '1'\n"
                            + "status: 3\nstart_time: 1767225600000\nend_time: 1767225660000\n"
                            + "lifecycle_stage: active\n");
            write(run.resolve("tags/version"), ODD_NAMES.get(i));
            write(run.resolve("tags/mlflow.source.git.commit"), commit("v1.0.0"));
        }
        var lost = store.resolve("1").resolve("f".repeat(32));
        write(lost.resolve("meta.yaml"), "run_id: " + "f".repeat(32) + "\nstatus: 3\nexperiment_id: '1'\n");
        write(lost.resolve("tags/version"), "' or 1=1 --" + "x".repeat(8_000));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void remote(String tag, String url) {
        version(tag, Map.of(".dvc/config", config(url), "data.csv.dvc", DATA));
    }

    private static Map<String, String> lock(String text) {
        return Map.of("dvc.yaml", PIPELINE, "dvc.lock", text);
    }

    private static String locked(String path, String hash) {
        return "schema: '2.0'\nstages:\n  fit:\n    cmd: run\n    outs:\n    - "
                + out(path).replace(HASH, hash);
    }

    private static String out(String path) {
        return "path: " + path + "\n      hash: md5\n      md5: " + HASH + "\n      size: 1\n";
    }

    private static String config(String url) {
        return "[core]\n    remote = store\n['remote \"store\"']\n    url = " + url + "\n";
    }

    private static String bomb() {
        var text = new StringBuilder("schema: '2.0'\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            text.append(c).append(": &").append(c).append(" [");
            text.append(("*" + (char) (c - 1) + ", ").repeat(9))
                    .append('*')
                    .append((char) (c - 1))
                    .append("]\n");
        }
        return text.toString();
    }

    private void version(String tag, Map<String, String> files) {
        clean();
        files.forEach((path, text) -> {
            var charset = tag.endsWith("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            try {
                var file = repo.folder().resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, text.getBytes(charset));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        commitAs(tag);
    }

    private void commitAs(String tag) {
        commits.put(tag, repo.commit(tag));
        repo.tag(tag);
    }

    private void clean() {
        try (Stream<Path> files = Files.walk(repo.folder())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(repo.folder())
                        && !file.startsWith(repo.folder().resolve(".git"))) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
