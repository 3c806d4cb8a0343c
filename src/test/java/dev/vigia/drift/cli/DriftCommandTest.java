package dev.vigia.drift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DriftCommandTest extends DriftCommandTests {

    @Test
    void endsWithZeroWithoutDriftAndWithOneOnDrift() throws IOException {
        var reference = csv("r.csv", "x,y", 200, i -> i + "," + i);
        assertThat(run(reference, csv("same.csv", "x,y", 200, i -> i + "," + (i + 1)))
                        .code())
                .isZero();
        var drift = run(reference, csv("other.csv", "x,y", 200, i -> (i + 100) + "," + i));
        assertThat(drift.code()).isEqualTo(1);
        assertThat(drift.out())
                .contains("DRIFTED  x num  ks", "same     y num  ks")
                .contains("Drift: 1 of 2 tested columns drifted (50.0 %, limit 50.0 %)");
        assertThat(run(reference, temp.resolve("other.csv"), "--drift-share", "0.6")
                        .code())
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
        var usual = run(reference, current).out();
        assertThat(usual).contains("a=b  num  ks", "code cat  chisquare");
        var asked = run(reference, current, "--method", "a=b=psi", "--column", "code=num", "--method", "code=ks")
                .out();
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

    @Test
    void textIsNotTestedUnlessItsTypeIsNamed() throws IOException {
        var reference = csv("r.csv", "x,words", 50, i -> i + ",w" + i);
        var current = csv("c.csv", "x,words", 50, i -> i + ",w" + i);
        assertThat(run(reference, current).out())
                .contains("-        words text not computed (text): more than half of its labels differ")
                .contains("0 of 1 tested columns");
        assertThat(run(reference, current, "--column", "words=cat").out()).contains("0 of 2 tested columns");
    }

    @Test
    void saysWhatChangedBesideTheValues() throws IOException {
        var reference = csv("r.csv", "code,share,full,flag,old", 50, i -> i + "," + i + "," + i + ",True,1");
        var current = csv(
                "c.csv",
                "code,share,full,flag,new",
                50,
                i -> "k" + i % 5 + "," + i + ".5," + (i % 5 == 0 ? "" : "" + i) + "," + i % 2 + ",1");
        var root = JsonMapper.shared()
                .readTree(run(reference, current, "--allow-missing-columns", "--json", "-")
                        .out());
        assertThat(column(root, "code").get("schemaChange").stringValue()).isEqualTo("type");
        assertThat(column(root, "code").get("note").stringValue())
                .isEqualTo("not computed: integers in the reference, labels in the current data");
        assertThat(column(root, "share").get("schemaChange").stringValue()).isEqualTo("type");
        assertThat(column(root, "share").get("note").stringValue())
                .isEqualTo("the type changed: integers in the reference, numbers in the current data");
        assertThat(column(root, "flag").get("note").stringValue())
                .isEqualTo("the type changed: true and false in the reference, integers in the current data");
        assertThat(column(root, "full").get("schemaChange").isNull()).isTrue();
        assertThat(column(root, "full").get("note").stringValue())
                .isEqualTo("missing values: 0.0 % of the reference, 20.0 % of the current data");
        assertThat(column(root, "new").get("schemaChange").stringValue()).isEqualTo("new");
        assertThat(column(root, "new").get("note").stringValue()).isEqualTo("not computed: only in the current data");
        assertThat(column(root, "old").get("schemaChange").stringValue()).isEqualTo("gone");
    }

    @Test
    void answersForThePredictionsByThemselves() throws IOException {
        var reference = csv("r.csv", "x,y,p", 200, i -> i + "," + i + "," + i);
        var current = csv("c.csv", "x,y,p", 200, i -> i + "," + i + "," + (i + 90));
        var ended = run(reference, current, "--prediction", "p");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("No drift: 1 of 3 tested columns", "Predictions (p): drift");
        assertThat(run(reference, current, "--prediction", "x").out()).contains("Predictions (x): no drift");
    }

    @Test
    void missingColumnsAreListedWhereTheyAreAllowed() throws IOException {
        var ended = run(
                csv("r.csv", "x,old", 50, i -> i + ",1"),
                csv("c.csv", "x,new", 50, i -> i + ",1"),
                "--allow-missing-columns");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("only in the current data", "only in the reference", "0 of 1 tested");
    }

    private static JsonNode column(JsonNode root, String name) {
        return root.get("columns")
                .valueStream()
                .filter(node -> node.get("column").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
