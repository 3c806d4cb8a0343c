package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The result as Prometheus reads it, for the node exporter's textfile collector. `ml_drift_score` is what the alert
/// DataDriftDetected looks at: the share of tested columns that drifted, from 0 to 1.
final class PrometheusText {

    private PrometheusText() {}

    static String of(DriftReport report, @Nullable ColumnDrift prediction, String model) {
        var labels = model.isEmpty() ? "" : "{model=\"" + escaped(model) + "\"}";
        var text = new StringBuilder();
        gauge(text, "ml_drift_score", "The share of tested columns that drifted.", labels, report.share());
        if (prediction != null) {
            gauge(
                    text,
                    "ml_prediction_drifted",
                    "Whether the predictions drifted.",
                    labels,
                    prediction.drifted() ? 1 : 0);
        }
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, String labels, double value) {
        text.append(String.format(
                Locale.ROOT, "# HELP %1$s %2$s\n# TYPE %1$s gauge\n%1$s%3$s %4$s\n", name, help, labels, value));
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
