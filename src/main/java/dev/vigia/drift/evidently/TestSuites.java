package dev.vigia.drift.evidently;

import static dev.vigia.drift.evidently.Values.number;
import static dev.vigia.drift.evidently.Values.share;
import static dev.vigia.drift.evidently.Values.text;
import static dev.vigia.drift.evidently.Values.truth;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Evidently 0.4's `TestSuite`. Its scores are rounded to three digits, so a score near its threshold says nothing:
/// only what the test itself detected counts.
final class TestSuites {

    private static final String SHARE = "Share of Drifted Columns";
    private static final String NUMBER = "Number of Drifted Features";
    private static final String COLUMN = "Drift per Column";
    private static final Set<String> DRIFT = Set.of(SHARE, NUMBER, COLUMN);

    private final Findings findings = new Findings();
    private int unanswered;

    private TestSuites() {}

    static boolean isOne(JsonNode report) {
        return !report.has("metrics")
                && report.path("tests").isArray()
                && (report.path("summary").isObject()
                        || report.path("tests").valueStream().anyMatch(test -> DRIFT.contains(text(test, "name"))));
    }

    static DriftFindings read(JsonNode report, ReportTime times) {
        var reading = new TestSuites();
        times.read(text(report, "timestamp"), reading.findings);
        reading.summary(report.path("tests"), SHARE);
        reading.summary(report.path("tests"), NUMBER);
        reading.columns(report.path("tests"));
        return reading.done(report);
    }

    private void summary(JsonNode tests, String name) {
        for (JsonNode test : tests) {
            if (!name.equals(text(test, "name"))) {
                continue;
            }
            if (findings.datasetDrift == null) {
                judgeBy(test, findings);
            }
            if (findings.columns.isEmpty()) {
                test.path("parameters")
                        .path("features")
                        .propertyStream()
                        .forEach(feature -> findings.add(column(feature.getKey(), feature.getValue())));
            }
        }
    }

    /// Takes the verdict and its limit from a saved suite's tests, whose exact scores are in its metrics. The table
    /// among those always asks for half of the columns.
    ///
    /// @return whether one of the tests is of all columns together
    static boolean judge(JsonNode tests, Findings findings) {
        for (String name : List.of(SHARE, NUMBER)) {
            for (JsonNode test : tests) {
                if (name.equals(text(test, "name"))) {
                    judgeBy(test, findings);
                    return true;
                }
            }
        }
        return false;
    }

    private static void judgeBy(JsonNode test, Findings findings) {
        findings.datasetDrift = verdict(text(test, "status"));
        findings.driftShare =
                SHARE.equals(text(test, "name")) ? share(test.path("parameters").path("condition"), "lt") : null;
    }

    /// The order of these tests changes from one run to the next; that of the summary does not.
    private void columns(JsonNode tests) {
        var summed = !findings.columns.isEmpty();
        for (JsonNode test : tests) {
            if (!COLUMN.equals(text(test, "name"))) {
                continue;
            }
            var parameters = test.path("parameters");
            var column = text(parameters, "column_name");
            if (column == null) {
                unanswered++;
            } else if (!summed) {
                findings.add(column(column, parameters));
            }
        }
    }

    private static @Nullable Boolean verdict(@Nullable String status) {
        return switch (String.valueOf(status)) {
            case "FAIL", "WARNING" -> true;
            case "SUCCESS" -> false;
            default -> null;
        };
    }

    private static ColumnDrift column(String name, JsonNode parameters) {
        return new ColumnDrift(
                name,
                null,
                StatTest.id(text(parameters, "stattest")),
                number(parameters, "score"),
                number(parameters, "threshold"),
                truth(parameters, "detected"));
    }

    private DriftFindings done(JsonNode report) {
        if (report.path("tests").valueStream().noneMatch(test -> DRIFT.contains(text(test, "name")))) {
            throw EvidentlyReader.withoutDrift();
        }
        if (!findings.columns.isEmpty()) {
            findings.sumUpColumns();
        }
        if (unanswered > 0) {
            findings.notes.add(unanswered + " of the column tests failed to run and say nothing.");
            if (findings.datasetDrift == null) {
                findings.share = null;
                findings.driftedColumns = null;
                findings.testedColumns = null;
            }
        }
        findings.notes.add("The scores are rounded to three digits, as a test suite writes them.");
        return findings.done(ReportFormat.EVIDENTLY_TESTS);
    }
}
