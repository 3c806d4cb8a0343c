package dev.vigia.drift.evidently;

import static dev.vigia.drift.evidently.Values.count;
import static dev.vigia.drift.evidently.Values.number;
import static dev.vigia.drift.evidently.Values.share;
import static dev.vigia.drift.evidently.Values.text;
import static dev.vigia.drift.evidently.Values.truth;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import tools.jackson.databind.JsonNode;

/// Evidently 0.4, and the legacy interface of 0.7: what `json()`, `as_dict()` and `save()` of a `Report` write, and
/// what `save()` of a `TestSuite` does, which keeps the metrics that it tested.
final class LegacyReports {

    private static final String RESULT = "evidently:metric_result:";

    private final Findings findings = new Findings();
    private ReportFormat format = ReportFormat.EVIDENTLY_LEGACY;

    /// Whether the verdict is one that knows the limit that was asked for.
    private boolean summed;

    private LegacyReports() {}

    static boolean isJson(JsonNode report) {
        return report.path("metrics")
                .valueStream()
                .anyMatch(metric -> metric.path("metric").isString());
    }

    static boolean isSaved(JsonNode report) {
        return report.path("suite").path("metric_results").isArray();
    }

    static DriftFindings json(JsonNode report, ReportTime times) {
        var reading = new LegacyReports();
        times.read(text(report, "timestamp"), reading.findings);
        for (JsonNode metric : report.path("metrics")) {
            reading.metric(String.valueOf(text(metric, "metric")), metric.path("result"));
        }
        return reading.done();
    }

    static DriftFindings saved(JsonNode report, ReportTime times) {
        var reading = new LegacyReports();
        times.read(text(report, "timestamp"), reading.findings);
        for (JsonNode result : report.path("suite").path("metric_results")) {
            switch (String.valueOf(text(result, "type"))) {
                case RESULT + "DatasetDriftMetricResults" -> reading.metric("DatasetDriftMetric", result);
                case RESULT + "DataDriftTableResults" -> reading.metric("DataDriftTable", result);
                case RESULT + "ColumnDataDriftMetrics" -> reading.metric("ColumnDriftMetric", result);
                default -> {
                    // Another metric of the same report.
                }
            }
        }
        var tests = report.path("suite").path("test_results");
        if (!tests.isEmpty()) {
            reading.format = ReportFormat.EVIDENTLY_TESTS;
            reading.summed |= TestSuites.judge(tests, reading.findings);
        }
        return reading.done();
    }

    private void metric(String name, JsonNode result) {
        switch (name) {
            case "DatasetDriftMetric" -> {
                // Its verdict is the one that knows the limit that was asked for.
                sums(result);
                findings.driftShare = share(result, "drift_share");
                summed = true;
            }
            case "DataDriftTable" -> {
                if (!summed) {
                    sums(result);
                    findings.driftShare = 0.5;
                }
                result.path("drift_by_columns")
                        .propertyStream()
                        .forEach(column -> findings.add(column(column.getKey(), column.getValue())));
            }
            case "ColumnDriftMetric" -> {
                var column = text(result, "column_name");
                if (column != null && !findings.has(column)) {
                    findings.add(column(column, result));
                }
            }
            default -> {
                // Another metric of the same report.
            }
        }
    }

    private void sums(JsonNode result) {
        findings.datasetDrift = truth(result, "dataset_drift");
        findings.share = share(result, "share_of_drifted_columns");
        findings.driftedColumns = count(result, "number_of_drifted_columns");
        findings.testedColumns = count(result, "number_of_columns");
    }

    private static ColumnDrift column(String key, JsonNode result) {
        var name = text(result, "column_name");
        var method = text(result, "stattest_name");
        var score = number(result, "drift_score");
        var threshold = number(result, "stattest_threshold");
        var detected = truth(result, "drift_detected");
        return new ColumnDrift(
                name == null ? key : name,
                text(result, "column_type"),
                StatTest.id(method),
                score,
                threshold,
                detected == null ? StatTest.drifted(method, score, threshold) : detected);
    }

    private DriftFindings done() {
        if (findings.share == null && findings.driftedColumns == null && findings.datasetDrift == null) {
            if (findings.columns.isEmpty()) {
                throw EvidentlyReader.withoutDrift();
            }
            findings.sumUpColumns();
            findings.notes.add("The report has no summary: the share is that of the columns it lists.");
        } else {
            if (!summed) {
                findings.notes.add("The report's verdict is that of its table, which always asks for half of the"
                        + " columns, whatever limit was set.");
            }
            findings.compareCountWithColumns();
        }
        return findings.done(format);
    }
}
