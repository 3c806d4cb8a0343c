package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The result as a person reads it on a terminal: what drifted first.
final class DriftText {

    /// What drifted, what did not, what could not be tested.
    static final Comparator<ColumnDrift> URGENCY = Comparator.comparing(ColumnDrift::drifted)
            .thenComparing(ColumnDrift::tested)
            .reversed();

    private static final int WIDEST = 40;

    private DriftText() {}

    static void print(PrintWriter out, DriftReport report, @Nullable ColumnDrift prediction) {
        int width = Math.min(
                WIDEST,
                report.columns().stream()
                        .mapToInt(column -> column.column().length())
                        .max()
                        .orElse(1));
        report.columns().stream().sorted(URGENCY).forEach(column -> out.println(line(column, width)));
        out.println((report.datasetDrift() ? "Drift: " : "No drift: ") + counts(report));
        if (prediction != null) {
            out.println("Predictions (" + prediction.column() + "): " + (prediction.drifted() ? "drift" : "no drift"));
        }
    }

    static String counts(DriftReport report) {
        return String.format(
                Locale.ROOT,
                "%d of %d tested columns drifted (%.1f %%, limit %.1f %%)",
                report.driftedColumns(),
                report.testedColumns(),
                report.share() * 100,
                report.driftShare() * 100);
    }

    private static String line(ColumnDrift column, int width) {
        var method = column.method();
        var what = method == null
                ? column.note()
                : String.format(
                        Locale.ROOT,
                        "%s %s (limit %s)%s",
                        method.id(),
                        score(column.score()),
                        method.threshold(),
                        column.note().isEmpty() ? "" : "; " + column.note());
        return String.format(
                Locale.ROOT,
                "%-8s %-" + width + "s %-4s %s",
                column.drifted() ? "DRIFTED" : column.tested() ? "same" : "-",
                column.column(),
                column.type().id(),
                what);
    }

    static String score(double score) {
        return Double.isNaN(score) ? "none" : String.format(Locale.ROOT, "%.4g", score);
    }
}
