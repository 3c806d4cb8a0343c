package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The result as programs read it. Its names and their meaning are a contract: add, never change. What is not a number
/// is null.
final class DriftJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DriftJson() {}

    static String of(DriftReport report, @Nullable ColumnDrift prediction) {
        var root = JSON.createObjectNode();
        root.put("datasetDrift", report.datasetDrift());
        root.put("share", report.share());
        root.put("driftShare", report.driftShare());
        root.put("driftedColumns", report.driftedColumns());
        root.put("testedColumns", report.testedColumns());
        root.put("mlDriftScore", report.share());
        if (prediction != null) {
            root.put("predictionDrift", prediction.drifted());
        }
        var columns = root.putArray("columns");
        for (var column : report.columns()) {
            var node = columns.addObject();
            node.put("column", column.column());
            node.put("type", column.type().id());
            var method = column.method();
            node.put("method", method == null ? null : method.id());
            node.put("score", finite(column.score()));
            node.put("threshold", method == null ? null : (Double) method.threshold());
            node.put("drifted", column.drifted());
            node.put("referenceRows", column.referenceRows());
            node.put("currentRows", column.currentRows());
            node.put("referenceMissing", column.referenceMissing());
            node.put("currentMissing", column.currentMissing());
            if (!column.scores().isEmpty()) {
                var scores = node.putObject("scores");
                column.scores().forEach((each, score) -> scores.put(each.id(), finite(score)));
            }
            var change = column.schemaChange();
            node.put("schemaChange", change == null ? null : change.id());
            node.put("note", column.note());
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
