package dev.vigia.drift.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.peers.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our numbers against the real Evidently's, on random columns of every kind. The seed changes with nothing: a failure
/// can be looked at again.
class EvidentlyPeerTest {

    /// Rows of the reference and of the current side: what is small and large, equal and not, and where the exact
    /// p-value of the Kolmogorov-Smirnov test ends.
    private static final Map<String, int[]> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put("few", new int[] {40, 55});
        SIZES.put("equal", new int[] {1000, 1000});
        SIZES.put("unequal", new int[] {700, 450});
        SIZES.put("tiny-against-many", new int[] {30, 10_001});
        SIZES.put("hundred-against-many", new int[] {120, 10_100});
        SIZES.put("small-against-many", new int[] {900, 10_200});
        SIZES.put("large", new int[] {4096, 4096});
        SIZES.put("both-many", new int[] {10_100, 10_400});
    }

    @TempDir
    Path temp;

    @Test
    void answersAsTheRealEvidentlyOnColumnsOfEveryKind() throws Exception {
        var python = Peers.require("evidently-python");
        int seed = 1;
        for (var size : SIZES.entrySet()) {
            write(size.getKey() + "-reference.csv", RandomColumns.csv(seed, size.getValue()[0], false));
            write(size.getKey() + "-current.csv", RandomColumns.csv(seed++, size.getValue()[1], true));
        }
        var answers = ask(python);
        assertThat(answers.propertyNames()).containsExactlyInAnyOrderElementsOf(SIZES.keySet());
        var softly = new SoftAssertions();
        int compared = 0;
        for (var name : SIZES.keySet()) {
            compared += compare(name, answers.get(name), softly);
        }
        softly.assertAll();
        assertThat(compared).as("columns that both computed").isGreaterThan(180);
    }

    private int compare(String name, JsonNode theirs, SoftAssertions softly) throws IOException {
        var rules = new DriftRules(Map.of(), Map.of(), DriftRules.USUAL_SHARE, true, false);
        int compared = 0;
        try (var reference = table(name, "reference");
                var current = table(name, "current")) {
            var report = new DriftCalculator(rules).compare(reference, current);
            for (var column : report.columns()) {
                var their = theirs.get("columns").get(column.column());
                var what = name + " " + column.column();
                softly.assertThat(column.type().id())
                        .as(what)
                        .isEqualTo(their.get("type").stringValue());
                softly.assertThat(column.tested()).as(what).isEqualTo(their.has("chosen"));
                var method = column.method();
                if (method == null || !their.has("chosen")) {
                    continue;
                }
                compared++;
                var chosen = their.get("chosen");
                softly.assertThat(method.id())
                        .as(what)
                        .isEqualTo(chosen.get("method").stringValue());
                softly.assertThat(column.drifted())
                        .as(what)
                        .isEqualTo(chosen.get("drifted").booleanValue());
                softly.check(() -> Golden.same(what, column.score(), Golden.number(chosen.get("score"))));
                for (var score : their.get("scores").properties()) {
                    var each = DriftMethod.ofId(score.getKey()).orElseThrow();
                    if (each == DriftMethod.CHI_SQUARE && column.column().equals("clean_one")) {
                        // One value has no degree of freedom: SciPy's answer is NaN or 0, as the rounding falls.
                        continue;
                    }
                    var ours = Objects.requireNonNull(column.scores().get(each));
                    var expected = score.getValue();
                    softly.check(() -> Golden.same(what + " " + each.id(), ours, Golden.number(expected.get("score"))));
                    softly.assertThat(each.drifted(ours))
                            .as(what + " " + each.id())
                            .isEqualTo(expected.get("drifted").booleanValue());
                }
            }
            var clean = report.columns().stream()
                    .filter(column -> column.column().startsWith("clean_"))
                    .toList();
            softly.assertThat(
                            (double) clean.stream().filter(ColumnDrift::drifted).count())
                    .as(name + ": drifted columns")
                    .isEqualTo(theirs.get("clean").get("count").doubleValue());
        }
        return compared;
    }

    private Table table(String name, String side) throws IOException {
        return new CsvTable(temp.resolve(name + "-" + side + ".csv"), side, ',', 1 << 22, bytes -> {}).read();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(temp.resolve(name), text);
    }

    private JsonNode ask(Path python) throws IOException, InterruptedException {
        var out = temp.resolve("answers.json");
        var log = temp.resolve("evidently.log");
        var process = new ProcessBuilder(
                        python.toString(),
                        Path.of("src/test/resources/drift/score_columns.py").toString(),
                        temp.toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return JsonMapper.shared().readTree(Files.readString(out));
    }
}
