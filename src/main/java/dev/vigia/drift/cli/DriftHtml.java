package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The result as a person reads it in a browser: one file without scripts and without a request to anywhere, with the
/// two distributions of every column that drifted.
final class DriftHtml {

    private DriftHtml() {}

    static String of(DriftReport report, @Nullable ColumnDrift prediction, String reference, String current) {
        var html = new StringBuilder();
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
                <h1><span class="%s" aria-hidden="true">%s</span> %s</h1>
                <p>%s.</p>
                <dl>
                <dt>Reference</dt><dd>%s, %,d rows</dd>
                <dt>Current data</dt><dd>%s, %,d rows</dd>
                """.formatted(
                        verdict,
                        escaped(reference),
                        escaped(current),
                        STYLE,
                        report.datasetDrift() ? "bad" : "good",
                        report.datasetDrift() ? "▲" : "●",
                        verdict,
                        DriftText.sentence(report),
                        escaped(reference),
                        report.referenceRows(),
                        escaped(current),
                        report.currentRows()));
        if (prediction != null) {
            html.append("<dt>Predictions</dt><dd>%s, in %s</dd>\n"
                    .formatted(state(prediction), escaped(prediction.column())));
        }
        html.append("</dl>\n");
        table(html, report);
        charts(html, report);
        return html.append("</body>\n</html>\n").toString();
    }

    private static void table(StringBuilder html, DriftReport report) {
        html.append("""
                <h2>Columns</h2>
                <div class="wide" tabindex="0" role="region" aria-label="Columns">
                <table>
                <thead><tr><th>Column</th><th>Result</th><th>Type</th><th>Method</th><th class="n">Score</th>\
                <th class="n">Limit</th><th class="n">Missing, reference</th><th class="n">Missing, current</th>\
                <th>Note</th></tr></thead>
                <tbody>
                """);
        report.columns().stream()
                .sorted(Comparator.comparing(ColumnDrift::drifted).reversed())
                .forEach(column -> {
                    var method = column.method();
                    html.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td>"
                            .formatted(
                                    escaped(column.column()),
                                    mark(column),
                                    column.type().id(),
                                    method == null ? "" : escaped(method.shownName()),
                                    method == null ? "" : DriftText.score(column.score())));
                    html.append(
                            "<td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n"
                                    .formatted(
                                            method == null ? "" : DriftText.score(method.threshold()),
                                            missing(column.referenceMissing(), report.referenceRows()),
                                            missing(column.currentMissing(), report.currentRows()),
                                            escaped(column.note())));
                });
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static void charts(StringBuilder html, DriftReport report) {
        if (report.driftedColumns() == 0) {
            return;
        }
        html.append("""
                <h2>What drifted</h2>
                <p class="key"><span class="r">■</span> reference <span class="c">■</span> current data; shares of each \
                side's rows</p>
                """);
        for (var column : report.columns()) {
            var histogram = column.histogram();
            if (column.drifted() && histogram != null) {
                html.append("<figure tabindex=\"0\">\n<figcaption>")
                        .append(escaped(column.column()))
                        .append("</figcaption>\n");
                HistogramSvg.append(html, column.column(), histogram);
                html.append("</figure>\n");
            }
        }
    }

    private static String mark(ColumnDrift column) {
        var kind = column.drifted() ? "bad" : column.tested() ? "good" : "none";
        var sign = column.drifted() ? "▲" : column.tested() ? "●" : "–";
        return "<span class=\"%s\" aria-hidden=\"true\">%s</span> %s".formatted(kind, sign, state(column));
    }

    private static String state(ColumnDrift column) {
        return column.drifted() ? "drifted" : column.tested() ? "same" : "not tested";
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

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --paper: #fff;
              --r: #57606a; --c: #b35900; --bad: #b42318; --good: #1a7f37; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d;
              --paper: #0d1117; --r: #9aa4af; --c: #f0a35e; --bad: #ff7b72; --good: #56d364; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
            dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
            .wide, figure { overflow-x: auto; } .wide table { min-width: 52rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
            thead th { color: var(--quiet); font-weight: 500; } tbody th { font-weight: 600; overflow-wrap: anywhere; }
            .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .bad { color: var(--bad); } .good { color: var(--good); } .none { color: var(--quiet); }
            .key { color: var(--quiet); } .r { color: var(--r); } .c { color: var(--c); }
            figure { margin: 1rem 0; border-top: 1px solid var(--line); padding-top: .5rem; }
            figcaption { font-weight: 600; overflow-wrap: anywhere; }
            svg { width: 100%; min-width: 36rem; height: auto; display: block; }
            svg text { font: 11px system-ui, sans-serif; fill: var(--quiet); }
            rect.r { fill: var(--r); } rect.c { fill: var(--c); } line { stroke: var(--line); }
            """;
}
