package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.integrity.Difference;
import dev.vigia.peers.Peers;
import dev.vigia.projects.FileRoots;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two versions compared as the real dvc compares them: the same keys with the same values and changes, the same
/// points in the same plots.
class DvcDiffPeerTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @TempDir
    static Path folder;

    private static Path repository;
    private static final Map<String, DvcTree> TREES = new LinkedHashMap<>();
    private static final Map<String, List<Plot>> PLOTS = new LinkedHashMap<>();

    @BeforeAll
    static void build() throws Exception {
        repository = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(folder.resolve("remote"));
        dvcOrGit("git", "init", "-q", ".");
        dvc("init", "-q");
        dvc("config", "core.analytics", "false");
        dvc("remote", "add", "-q", "-d", "store", "../remote");
        write("dvc.yaml", """
                stages:
                  evaluate:
                    cmd: cp curve-${n}.csv curve.csv
                    deps:
                    - curve-${n}.csv
                    plots:
                    - curve.csv: {x: recall, y: precision, title: Precision and recall}
                metrics: [metrics.json, more/scores.toml]
                params: [more/params.json]
                plots:
                - roc.json: {x: fpr, y: tpr, x_label: false positives}
                - losses.tsv: null
                - plain.yaml
                - live: {x: step}
                - both:
                    x: step
                    y:
                      live/acc.tsv: acc
                      live/loss.tsv: loss
                    title: Training
                - fields:
                    x: {losses.tsv: epoch}
                    y: {losses.tsv: [train, valid]}
                - bare.csv: {y: '1', template: scatter}
                """);
        write("curve-1.csv", "recall,precision\n0.1,0.9\n0.5,0.8\n1.0,0.4\n");
        write("curve-2.csv", "recall,precision\n0.1,0.95\n0.6,0.85\n1.0,0.5\n");
        version(1, "a");
        version(2, "b");
        read();
    }

    private static void version(int n, String tag) throws Exception {
        write("params.yaml", """
                n: %d
                train: {lr: %s, layers: [1, %d], names: [a, b], on: true, none: null, text: "x%d"}
                same: 1
                """.formatted(n, n == 1 ? "1e-3" : "0.0015", n, n));
        write(
                "more/params.json",
                n == 1 ? "{\"deep\": {\"a\": 1, \"gone\": 2.5}}" : "{\"deep\": {\"a\": 1.0}, \"new\": \"é\"}");
        write(
                "metrics.json",
                n == 1
                        ? "{\"rmse\": 0.5, \"n\": 100, \"ok\": true, \"same\": 1, \"nan\": NaN, \"by\": {\"f1\": 0.25}, \"old\": 3}"
                        : "{\"rmse\": 0.51, \"n\": 103, \"ok\": false, \"same\": 1.0, \"nan\": NaN, \"by\": {\"f1\": 0.3}, \"name\": \"z\"}");
        write("more/scores.toml", "auc = 0.%d\n".formatted(n));
        write(
                "roc.json",
                "{\"meta\": {\"n\": 1}, \"roc\": [{\"fpr\": 0.0, \"tpr\": 0.0}, {\"fpr\": 0.%d, \"tpr\": 0.7}, {\"fpr\": 1, \"tpr\": 1}]}"
                        .formatted(n));
        write("losses.tsv", "epoch\ttrain\tvalid\n1\t0.9\t1.%d\n2\t0.7\t0.9\n".formatted(n));
        write("plain.yaml", "- {a: 1, b: %d}\n- {a: 2, b: 4}\n".formatted(n));
        write("live/acc.tsv", "step\tacc\n0\t0.%d\n1\t0.6\n".formatted(n));
        write("live/loss.tsv", "step\tloss\n0\t0.9\n1\t0.%d\n".formatted(n));
        write("bare.csv", "0,1\n5,0.%d\n6,0.4\n".formatted(n));
        dvc("repro");
        dvc("push", "-q");
        dvcOrGit("git", "add", "-A");
        dvcOrGit("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", tag);
        dvcOrGit("git", "tag", tag);
    }

    private static void read() throws Exception {
        TreeReader reader = new TreeReader();
        TreePlots plots = new TreePlots(
                reader, new RemoteStores(new FileRoots(List.of(folder)), uri -> {}, Duration.ofSeconds(5)));
        try (RepositoryTrees trees = new RepositoryTrees(repository)) {
            for (Map.Entry<String, CommitId> tag : trees.tags().entrySet()) {
                DvcTree tree = reader.read(trees.open(tag.getValue()));
                TREES.put(tag.getKey(), tree);
                PLOTS.put(tag.getKey(), plots.read(DvcCase.project(repository), trees.open(tag.getValue()), tree));
            }
        }
    }

    @Test
    void findsTheChangesOfMetricsThatDvcFinds() throws Exception {
        assertThat(changes(Difference.ofFiles(
                        TREES.get("a").state().metrics(), TREES.get("b").state().metrics())))
                .hasSizeGreaterThan(5)
                .isEqualTo(asked("metrics"));
    }

    @Test
    void findsTheChangesOfParametersThatDvcFinds() throws Exception {
        assertThat(changes(Difference.ofFiles(
                        TREES.get("a").state().params(), TREES.get("b").state().params())))
                .hasSizeGreaterThan(5)
                .isEqualTo(asked("params"));
    }

    @Test
    void drawsThePointsThatDvcDraws() throws Exception {
        JsonNode data = JSON.readTree(dvc("plots", "diff", "--json", "a", "b")).get("data");
        Map<String, List<String>> theirs = new TreeMap<>();
        Map<String, List<String>> ours = new TreeMap<>();
        data.properties().forEach(plot -> {
            JsonNode content = plot.getValue().get(0).get("content");
            JsonNode vega = content.isString() ? JSON.readTree(content.asString()) : content;
            theirs.put(plot.getKey(), drawn(vega));
        });
        for (String tag : List.of("a", "b")) {
            for (Plot plot : PLOTS.get(tag)) {
                assertThat(plot.remarks()).as(plot.id()).isEmpty();
                List<String> lines = ours.computeIfAbsent(
                        plot.id(),
                        id -> new ArrayList<>(List.of(plot.title() + "|" + plot.xLabel() + "|" + plot.yLabel())));
                for (Plot.Curve curve : plot.curves()) {
                    curve.points().forEach(point -> lines.add(tag + " " + point.x() + " " + point.y()));
                }
                lines.subList(1, lines.size()).sort(null);
            }
        }
        assertThat(ours).hasSize(9).isEqualTo(theirs);
    }

    /// Title and labels, then every point with its version.
    private static List<String> drawn(JsonNode vega) {
        JsonNode unit = vega.findValue("encoding") == null ? vega : encoded(vega);
        JsonNode x = unit.get("encoding").get("x");
        JsonNode y = unit.get("encoding").get("y");
        List<String> lines = new ArrayList<>();
        vega.get("data")
                .get("values")
                .forEach(row -> lines.add(row.get("rev").asString() + " "
                        + Double.parseDouble(row.get(x.get("field").asString()).asString()) + " "
                        + Double.parseDouble(row.get(y.get("field").asString()).asString())));
        lines.sort(null);
        JsonNode title = vega.get("title");
        lines.addFirst((title.isString() ? title : title.get("text")).asString() + "|"
                + x.get("title").asString() + "|" + y.get("title").asString());
        return lines;
    }

    /// The first part of the drawing that says what stands over what.
    private static JsonNode encoded(JsonNode node) {
        JsonNode encoding = node.get("encoding");
        if (encoding != null
                && encoding.has("x")
                && encoding.get("x").has("title")
                && encoding.has("y")
                && encoding.get("y").has("title")) {
            return node;
        }
        for (JsonNode child : node) {
            JsonNode found = child.isContainer() ? encoded(child) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Map<String, String> changes(List<Difference> differences) {
        Map<String, String> changes = new TreeMap<>();
        differences.stream()
                .filter(Difference::differs)
                .forEach(one -> changes.put(
                        one.file() + ":" + one.key(),
                        said(one.before()) + " " + said(one.after()) + " " + said(one.change())));
        return changes;
    }

    private static Map<String, String> asked(String what) throws Exception {
        Map<String, String> changes = new TreeMap<>();
        JSON.readTree(dvc(what, "diff", "--json", "a", "b"))
                .properties()
                .forEach(file -> file.getValue()
                        .properties()
                        .forEach(key -> changes.put(
                                file.getKey() + ":" + key.getKey(),
                                told(key.getValue().get("old")) + " "
                                        + told(key.getValue().get("new")) + " "
                                        + told(key.getValue().get("diff")))));
        return changes;
    }

    private static String said(Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String told(JsonNode value) {
        return value == null || value.isNull() ? "-" : value.asString();
    }

    private static void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static String dvc(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Peers.require("dvc").toString()));
        command.addAll(Arrays.asList(arguments));
        return dvcOrGit(command.toArray(String[]::new));
    }

    private static String dvcOrGit(String... command) throws Exception {
        Path said = folder.resolve("said.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectOutput(said.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("DVC_NO_ANALYTICS", "1");
        assertThat(builder.start().waitFor())
                .as(() -> String.join(" ", command) + ": " + text(errors))
                .isZero();
        return Files.readString(said);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
