package dev.vigia.drift.evidently;

import static dev.vigia.drift.evidently.Values.count;
import static dev.vigia.drift.evidently.Values.rows;
import static dev.vigia.drift.evidently.Values.text;
import static dev.vigia.drift.evidently.Values.truth;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import dev.vigia.drift.UnreadableReportException;
import tools.jackson.databind.JsonNode;

/// The summary that a widely copied script makes of an Evidently report. Its `drift_share` is always 0.0, since it asks
/// the report for a key that is not there; so the share comes from the drifted features, where it is known of how many.
final class Summaries {

    private Summaries() {}

    static boolean isOne(JsonNode report) {
        return report.has("dataset_drift") && (report.path("drifted_features").isArray() || report.has("error"));
    }

    static DriftFindings read(JsonNode report, ReportTime times) {
        var error = text(report, "error");
        if (error != null) {
            throw new UnreadableReportException("The report says that it could not be made: " + error);
        }
        var findings = new Findings();
        times.read(text(report, "timestamp"), findings);
        findings.datasetDrift = truth(report, "dataset_drift");
        findings.referenceRows = rows(report, "reference_rows");
        findings.currentRows = rows(report, "current_rows");
        for (JsonNode feature : report.path("drifted_features")) {
            if (feature.isString() && !findings.has(feature.stringValue())) {
                findings.add(new ColumnDrift(feature.stringValue(), null, null, null, null, true));
            }
        }
        findings.driftedColumns = findings.columns.size();
        findings.testedColumns = count(report, "number_of_columns");
        if (findings.testedColumns != null && findings.testedColumns >= Math.max(1, findings.driftedColumns)) {
            findings.share = (double) findings.driftedColumns / findings.testedColumns;
        } else {
            findings.testedColumns = null;
            findings.notes.add("The share is not known: a summary like this does not say how many columns were tested,"
                    + " and its drift_share is always 0. Add number_of_columns to it, or send the whole report.");
        }
        return findings.done(ReportFormat.SUMMARY);
    }
}
