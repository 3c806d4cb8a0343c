package dev.vigia.drift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DriftCommandTest {

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path temp;

    @Test
    void endsWithZeroWithoutDriftAndWithOneOnDrift() throws IOException {
        var reference = csv("r.csv", "x,y", 200, i -> i + "," + i);
        assertThat(run(reference, csv("same.csv", "x,y", 200, i -> i + "," + (i + 1))).code)
                .isZero();
        var drift = run(reference, csv("other.csv", "x,y", 200, i -> (i + 100) + "," + i));
        assertThat(drift.code).isEqualTo(1);
        assertThat(drift.out)
                .contains("DRIFTED  x num  ks", "same     y num  ks")
                .contains("Drift: 1 of 2 tested columns drifted (50.0 %, limit 50.0 %)");
        assertThat(run(reference, temp.resolve("other.csv"), "--drift-share", "0.6").code)
                .isZero();
    }

    @Test
    void writesWhatProgramsRead() throws IOException {
        var reference = csv("r.csv", "n,label,gone,words", 200, i -> i + "," + (i % 3 == 0 ? "a" : "b") + ",1,w" + i);
        var current = csv(
                "c.csv",
                "n,label,gone,words",
                100,
                i -> (i % 10 == 0 ? "NA" : "" + i) + "," + (i % 3 == 0 ? "a" : "b") + ",,w" + i);
        var json = temp.resolve("out.json");
        run(reference, current, "--all-scores", "--prediction", "label", "--json", json.toString());

        var root = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(root.propertyNames())
                .contains("datasetDrift", "share", "driftShare", "driftedColumns", "testedColumns", "columns");
        assertThat(root.get("testedColumns").intValue()).isEqualTo(2);
        assertThat(root.get("mlDriftScore").doubleValue()).isEqualTo(0.5);
        assertThat(root.get("predictionDrift").booleanValue()).isFalse();
        var number = column(root, "n");
        assertThat(number.get("type").stringValue()).isEqualTo("num");
        assertThat(number.get("method").stringValue()).isEqualTo("ks");
        assertThat(number.get("threshold").doubleValue()).isEqualTo(0.05);
        assertThat(number.get("drifted").booleanValue()).isTrue();
        assertThat(number.get("referenceRows").intValue()).isEqualTo(200);
        assertThat(number.get("currentRows").intValue()).isEqualTo(90);
        assertThat(number.get("currentMissing").intValue()).isEqualTo(10);
        assertThat(number.get("scores").propertyNames())
                .containsExactly("ks", "wasserstein", "jensenshannon", "psi", "kl_div");
        assertThat(column(root, "label").get("scores").propertyNames())
                .containsExactly("chisquare", "z", "jensenshannon", "psi", "kl_div");
        var gone = column(root, "gone");
        assertThat(gone.get("method").isNull()).isTrue();
        assertThat(gone.get("score").isNull()).isTrue();
        assertThat(gone.get("note").stringValue()).isEqualTo("not computed: no values in the current data");
        assertThat(column(root, "words").get("type").stringValue()).isEqualTo("text");
    }

    @Test
    void takesTypesAndMethodsThatAreAskedFor() throws IOException {
        var reference = csv("r.csv", "a=b,code", 300, i -> i + "," + i % 8);
        var current = csv("c.csv", "a=b,code", 300, i -> i + "," + i % 8);
        var usual = run(reference, current).out;
        assertThat(usual).contains("a=b  num  ks", "code cat  chisquare");
        var asked = run(reference, current, "--method", "a=b=psi", "--column", "code=num", "--method", "code=ks").out;
        assertThat(asked).contains("a=b  num  psi", "code num  ks");
    }

    @Test
    void showsTheDistributionsOfWhatDriftedWithoutScripts() throws IOException {
        var html = temp.resolve("out.html");
        run(
                csv("r.csv", "x,<b>label", 200, i -> i + ",<i>" + i % 2),
                csv("c.csv", "x,<b>label", 200, i -> (i + 90) + ",<i>" + i % 3),
                "--html",
                html.toString());
        var text = Files.readString(html);
        assertThat(text.split("<svg", -1)).hasSize(3);
        assertThat(text)
                .contains("&lt;b&gt;label", "&lt;i&gt;2", "default-src 'none'", "prefers-color-scheme: dark")
                .doesNotContain("<script", "<b>label", "<i>", "NaN", "http://", "https://");
    }

    @Test
    void writesTheScoreThatTheAlertLooksAt() throws IOException {
        var file = temp.resolve("drift.prom");
        run(
                csv("r.csv", "x,y,p", 200, i -> i + "," + i + "," + i % 2),
                csv("c.csv", "x,y,p", 200, i -> (i + 90) + "," + i + "," + i % 2),
                "--prometheus",
                file.toString(),
                "--model",
                "churn",
                "--prediction",
                "p");
        assertThat(Files.readString(file))
                .contains("# TYPE ml_drift_score gauge\nml_drift_score{model=\"churn\"} 0.3333333333333333\n")
                .contains("ml_prediction_drifted{model=\"churn\"} 0.0\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    wrong quoting    | a,b\\n1,"x"y\\n         | cannot be read
                    an open quote    | a,b\\n1,"xy\\n2,z\\n    | ends inside quotes
                    a short row      | a,b\\n1,2\\n3\\n        | 1 fields in the row at line 3, but 2 columns
                    a long row       | a,b\\n1,2\\n3,4,5\\n    | 3 fields in the row at line 3, but 2 columns
                    a column less    | a\\n1\\n                | The files have not the same columns. Only in the reference: b.
                    a column more    | a,b,c\\n1,2,3\\n        | Only in the current data: c.
                    an empty file    | ''                      | is empty
                    only names       | a,b\\n                  | has names of columns but no rows
                    the same name    | a,a\\n1,2\\n            | two columns of the name a
                    other separators | a;b\\n1;2\\n            | --separator
                    no value at all  | a,b\\n,\\n              | No column can be tested. a: not computed: no values
                    """)
    void saysWhatIsWrongWithAFileAndWritesNothing(String what, String content, String sentence) throws IOException {
        var reference = csv("r.csv", "a,b", 50, i -> i + "," + i);
        var bad = Files.writeString(temp.resolve("bad.csv"), content.equals("''") ? "" : content.replace("\\n", "\n"));
        var ended = run(
                reference,
                bad,
                "--json",
                temp.resolve("o.json").toString(),
                "--html",
                temp.resolve("o.html").toString());
        assertThat(ended.code).as(what).isEqualTo(2);
        assertThat(ended.err).startsWith("vigia: ").contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(files()).containsExactlyInAnyOrder("r.csv", "bad.csv");
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        var reference = csv("r.csv", "a", 50, i -> "" + i);
        var zipped = Files.write(temp.resolve("c.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 1});
        var parquet = Files.writeString(temp.resolve("c.parquet"), "PAR1\0\0\0\u0001");
        var latin = Files.write(temp.resolve("c.csv"), "a\nZürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run(reference, zipped).err).contains("is not a CSV file");
        assertThat(run(reference, parquet).err).contains("is not a CSV file");
        assertThat(run(reference, latin).err).contains("is not text in UTF-8");
        assertThat(run(reference, reference).err).contains("are the same file");
        assertThat(run(reference, temp).err).contains("is not a file");
        assertThat(run(reference, temp.resolve("none")).err).contains("does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --method=x=anderson  | --method does not know "anderson"; it takes ks,
                    --method=ks          | --method needs a name and a value
                    --column=x=text      | --column does not know "text"; it takes num or cat
                    --column=z=num       | There is no column z. There are x, y.
                    --method=y=ks        | The method ks is not for columns of the type cat, and y is one.
                    --column=y=num       | The column y holds labels and cannot be taken as numbers.
                    --drift-share=0      | --drift-share must be above 0 and at most 1
                    --json=none/out.json | Nothing can be written into the folder
                    --prediction=z       | There is no column z
                    --unknown            | Unknown option
                    """)
    void saysWhatIsWrongWithAnOption(String option, String sentence) throws IOException {
        var ended = run(
                csv("r.csv", "x,y", 50, i -> i + "," + (i % 2 == 0 ? "a" : "b")),
                csv("c.csv", "x,y", 50, i -> i + "," + (i % 2 == 0 ? "a" : "b")),
                option);
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void oneRowIsComparedAsEvidentlyDoes() throws IOException {
        var ended = run(csv("r.csv", "x", 1, i -> "1.5"), csv("c.csv", "x", 1, i -> "2.5"));
        assertThat(ended.out).contains("num  z 0.1573");
        assertThat(ended.code).isZero();
    }

    @Test
    void missingColumnsAreListedWhereTheyAreAllowed() throws IOException {
        var ended = run(
                csv("r.csv", "x,old", 50, i -> i + ",1"),
                csv("c.csv", "x,new", 50, i -> i + ",1"),
                "--allow-missing-columns");
        assertThat(ended.code).isZero();
        assertThat(ended.out).contains("only in the current data", "only in the reference", "0 of 1 tested");
    }

    @Test
    void neverOverwritesWhatItReads() throws IOException {
        var reference = csv("r.csv", "x", 50, i -> "" + i);
        var current = csv("c.csv", "x", 50, i -> "" + i);
        var ended = run(reference, current, "--json", current.toString());
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("is one of the files to read");
        assertThat(Files.readString(current)).startsWith("x\n0\n");
    }

    private Path csv(String name, String header, int rows, IntFunction<String> row) throws IOException {
        return Files.writeString(
                temp.resolve(name),
                header + "\n" + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n")) + "\n");
    }

    private static Ended run(Path reference, Path current, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("--reference", reference.toString(), "--current", current.toString()));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int code = DriftCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private static JsonNode column(JsonNode root, String name) {
        return root.get("columns")
                .valueStream()
                .filter(node -> node.get("column").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
