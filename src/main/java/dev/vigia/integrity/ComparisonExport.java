package dev.vigia.integrity;

import dev.vigia.platform.Csv;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A comparison as a table for spreadsheets and as markdown with the columns of `dvc metrics diff --md`.
public final class ComparisonExport {

    private ComparisonExport() {}

    private record Group(String kind, String title, String column, List<Difference> rows) {}

    public static void csv(VersionComparison comparison, Writer out) throws IOException {
        Csv.line(
                out,
                List.of(
                        "kind",
                        "file",
                        "key",
                        comparison.a().tag(),
                        comparison.b().tag(),
                        "change"));
        for (var group : groups(comparison)) {
            for (var row : group.rows()) {
                Csv.line(
                        out,
                        List.of(
                                group.kind(),
                                row.file(),
                                row.key(),
                                text(row.before()),
                                text(row.after()),
                                text(row.change())));
            }
        }
        out.flush();
    }

    public static String markdown(VersionComparison comparison) {
        var text = new StringBuilder("## ")
                .append(cell(comparison.a().tag()))
                .append(" → ")
                .append(cell(comparison.b().tag()))
                .append('\n');
        for (var group : groups(comparison)) {
            if (group.rows().isEmpty()) {
                continue;
            }
            text.append("\n### ").append(group.title()).append("\n\n| Path | ").append(group.column());
            text.append(" | ").append(cell(comparison.a().tag())).append(" | ");
            text.append(cell(comparison.b().tag())).append(" | Change |\n|---|---|---|---|---|\n");
            for (var row : group.rows()) {
                text.append("| ").append(cell(row.file().isEmpty() ? "run" : row.file()));
                text.append(" | ").append(cell(row.key()));
                text.append(" | ").append(cell(dash(row.before())));
                text.append(" | ").append(cell(dash(row.after())));
                text.append(" | ").append(cell(dash(row.change()))).append(" |\n");
            }
        }
        comparison.remarks().forEach(remark -> text.append("\n- ").append(cell(remark)));
        return text.append('\n').toString();
    }

    private static List<Group> groups(VersionComparison comparison) {
        return List.of(
                new Group("metric", "Metrics at the tags", "Metric", comparison.metrics()),
                new Group("param", "Parameters at the tags", "Param", comparison.params()),
                new Group("run-metric", "Metrics of the runs", "Metric", comparison.runMetrics()),
                new Group("run-param", "Parameters of the runs", "Param", comparison.runParams()));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static String dash(@Nullable Object value) {
        return Objects.toString(value, "-");
    }

    /// Names are of strangers: what markdown would take for a cell's end, a link or a tag stays text.
    private static String cell(String text) {
        return text.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\|`*_\\[\\]<>&])", "\\\\$1");
    }
}
