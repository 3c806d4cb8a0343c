package dev.vigia.drift.evidently;

import static dev.vigia.drift.evidently.Values.count;
import static dev.vigia.drift.evidently.Values.number;
import static dev.vigia.drift.evidently.Values.rows;
import static dev.vigia.drift.evidently.Values.share;
import static dev.vigia.drift.evidently.Values.text;
import static dev.vigia.drift.evidently.Values.truth;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What `./vigia drift --json` writes.
final class OwnReports {

    private OwnReports() {}

    static boolean isOne(JsonNode report) {
        return report.has("datasetDrift") && report.path("columns").isArray();
    }

    static DriftFindings read(JsonNode report, ReportTime times) {
        var findings = new Findings();
        times.read(text(report, "timestamp"), findings);
        findings.datasetDrift = truth(report, "datasetDrift");
        findings.share = share(report, "share");
        findings.driftShare = share(report, "driftShare");
        findings.driftedColumns = count(report, "driftedColumns");
        findings.testedColumns = count(report, "testedColumns");
        for (JsonNode column : report.path("columns")) {
            var name = text(column, "column");
            if (name != null) {
                var note = text(column, "note");
                findings.add(new ColumnDrift(
                        name,
                        text(column, "type"),
                        StatTest.id(text(column, "method")),
                        number(column, "score"),
                        number(column, "threshold"),
                        truth(column, "drifted"),
                        counts(column),
                        note == null ? "" : note));
                findings.referenceRows = larger(findings.referenceRows, rows(column, "referenceRows"));
                findings.currentRows = larger(findings.currentRows, rows(column, "currentRows"));
            }
        }
        return findings.done(ReportFormat.VIGIA);
    }

    private static ColumnDrift.@Nullable Rows counts(JsonNode column) {
        var counts = new ColumnDrift.Rows(
                rows(column, "referenceRows"),
                rows(column, "currentRows"),
                rows(column, "referenceMissing"),
                rows(column, "currentMissing"));
        return counts.equals(new ColumnDrift.Rows(null, null, null, null)) ? null : counts;
    }

    private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }
}
