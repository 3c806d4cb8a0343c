package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result as a person reads it in a browser: one file without scripts and without a request to anywhere, with the
/// two distributions of every column that drifted, drawn and in numbers.
final class DriftHtml {

    private final DriftReport report;
    private final StringBuilder html = new StringBuilder();

    private DriftHtml(DriftReport report) {
        this.report = report;
    }

    static String of(DriftReport report, @Nullable ColumnDrift prediction, String reference, String current) {
        var page = new DriftHtml(report);
        page.head(reference, current);
        page.summary(prediction, reference, current);
        page.table();
        page.charts();
        return page.html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void head(String reference, String current) {
        var verdict = report.datasetDrift() ? "Drift" : "No drift";
        html.append("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s: %s and %s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%s %s</h1>
                """.formatted(
                        verdict,
                        escaped(reference),
                        escaped(current),
                        style(),
                        sign(report.datasetDrift() ? "bad" : "good", report.datasetDrift() ? "▲" : "●"),
                        verdict));
    }

    private void summary(@Nullable ColumnDrift prediction, String reference, String current) {
        html.append("<p>%s.</p>\n<dl>\n".formatted(DriftText.counts(report)));
        item("Reference", "%s, %,d rows".formatted(escaped(reference), report.referenceRows()));
        item("Current data", "%s, %,d rows".formatted(escaped(current), report.currentRows()));
        if (prediction != null) {
            item("Predictions", mark(prediction) + ", column " + escaped(prediction.column()));
        }
        var changed = report.columns().stream()
                .filter(column -> column.schemaChange() != null)
                .map(DriftHtml::change)
                .toList();
        if (!changed.isEmpty()) {
            item("Schema", String.join(", ", changed));
        }
        html.append("</dl>\n");
    }

    private static String change(ColumnDrift column) {
        var name = escaped(column.column());
        return switch (Objects.requireNonNull(column.schemaChange())) {
            case NEW -> name + " is new";
            case GONE -> name + " is gone";
            case TYPE -> name + " has another type";
        };
    }

    private void item(String term, String content) {
        html.append("<dt>%s</dt><dd>%s</dd>\n".formatted(term, content));
    }

    private void table() {
        html.append("""
                <h2>Columns</h2>
                <table class="columns">
                <thead><tr><th scope="col">Column</th><th scope="col">Result</th><th scope="col">Type</th>\
                <th scope="col">Method</th><th scope="col" class="n">Score</th><th scope="col" class="n">Limit</th>\
                <th scope="col" class="n">Missing, reference</th><th scope="col" class="n">Missing, current</th></tr></thead>
                <tbody>
                """);
        report.columns().stream().sorted(DriftText.URGENCY).forEach(this::row);
        html.append("</tbody>\n</table>\n");
    }

    private void row(ColumnDrift column) {
        var method = column.method();
        var name = escaped(column.column());
        html.append("<tr><th scope=\"row\">%s%s</th>"
                .formatted(
                        column.drifted() ? "<a href=\"#%s\">%s</a>".formatted(anchor(column), name) : name,
                        column.note().isEmpty() ? "" : "<small>" + escaped(column.note()) + "</small>"));
        cell("Result", "", mark(column));
        cell("Type", "", column.type().id());
        cell("Method", "", method == null ? "" : escaped(method.shownName()));
        cell("Score", "n", method == null ? "" : DriftText.score(column.score()));
        cell("Limit", "n", method == null ? "" : String.valueOf(method.threshold()));
        cell("Missing, reference", "n", missing(column.referenceMissing(), report.referenceRows()));
        cell("Missing, current", "n", missing(column.currentMissing(), report.currentRows()));
        html.append("</tr>\n");
    }

    /// The label takes the place of the column's head where the table has no room.
    private void cell(String label, String kind, String content) {
        if (content.isEmpty()) {
            html.append("<td class=\"empty\"></td>");
        } else {
            html.append("<td data-label=\"%s\"%s><span>%s</span></td>"
                    .formatted(label, kind.isEmpty() ? "" : " class=\"" + kind + "\"", content));
        }
    }

    private void charts() {
        if (report.driftedColumns() == 0) {
            return;
        }
        html.append("""
                <h2>What drifted</h2>
                <p class="key"><span class="r" aria-hidden="true">■</span> reference \
                <span class="c" aria-hidden="true">■</span> current data; shares of each side's rows</p>
                <div class="charts">
                """);
        report.columns().stream().filter(ColumnDrift::drifted).forEach(this::chart);
        html.append("</div>\n");
    }

    private void chart(ColumnDrift column) {
        var histogram = column.histogram();
        var method = column.method();
        if (histogram == null || method == null) {
            return;
        }
        html.append("<figure id=\"%s\">\n<figcaption>%s<small>%s %s, limit %s</small></figcaption>\n"
                .formatted(
                        anchor(column),
                        escaped(column.column()),
                        escaped(method.shownName()),
                        DriftText.score(column.score()),
                        method.threshold()));
        HistogramSvg.append(html, column.column(), histogram);
        html.append("""
                <details>
                <summary>In numbers</summary>
                <table>
                <thead><tr><th scope="col">Value</th><th scope="col" class="n">Reference</th>\
                <th scope="col" class="n">Current</th></tr></thead>
                <tbody>
                """);
        for (var bar : histogram.bars()) {
            html.append("<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                    .formatted(
                            escaped(bar.label()),
                            HistogramSvg.percent(bar.reference()),
                            HistogramSvg.percent(bar.current())));
        }
        html.append("</tbody>\n</table>\n</details>\n</figure>\n");
    }

    /// By its place: a name may hold what no anchor may.
    private String anchor(ColumnDrift column) {
        List<ColumnDrift> columns = report.columns();
        return "column-" + columns.indexOf(column);
    }

    private static String mark(ColumnDrift column) {
        if (column.drifted()) {
            return sign("bad", "▲") + " drifted";
        }
        return column.tested() ? sign("good", "●") + " same" : sign("none", "–") + " not tested";
    }

    private static String sign(String kind, String sign) {
        return "<span class=\"%s\" aria-hidden=\"true\">%s</span>".formatted(kind, sign);
    }

    private static String missing(long missing, long rows) {
        return missing == 0 || rows == 0
                ? "0"
                : String.format(Locale.ROOT, "%,d (%.1f %%)", missing, 100.0 * missing / rows);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String style() {
        try (var style = DriftHtml.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(style).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
