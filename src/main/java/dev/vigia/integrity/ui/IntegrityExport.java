package dev.vigia.integrity.ui;

import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table as CSV (RFC 4180, UTF-8), page by page so that no size of table fills the memory.
final class IntegrityExport {

    private static final int PAGE = 500;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private IntegrityExport() {}

    static void write(IntegrityTable table, IntegrityQuery query, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        line(writer, headings());
        for (long offset = 0; ; offset += PAGE) {
            var rows = table.rows(query, offset, PAGE);
            for (IntegrityRow row : rows) {
                if (query.verdicts().isEmpty() || query.verdicts().contains(row.verdict())) {
                    line(writer, cells(row));
                }
            }
            if (rows.size() < PAGE) {
                break;
            }
        }
        writer.flush();
    }

    private static List<String> headings() {
        var cells = new ArrayList<>(List.of(
                "project", "tag", "commit", "tagged at", "stages", "run id", "experiment", "verdict", "because"));
        for (CheckKind check : CheckKind.values()) {
            cells.add(IntegrityWords.name(check));
            cells.add(IntegrityWords.name(check) + ": reason");
        }
        return cells;
    }

    private static List<String> cells(IntegrityRow row) {
        var cells = new ArrayList<>(List.of(
                row.project().value(),
                row.tag().value(),
                row.commit(),
                text(row.taggedAt()),
                String.join(" ", row.stages()),
                text(row.runId()),
                text(row.experiment()),
                row.verdict().name(),
                row.headline()));
        for (CheckKind kind : CheckKind.values()) {
            var check = row.checks().stream().filter(one -> one.check() == kind).findFirst();
            cells.add(check.map(one -> one.outcome().name()).orElse(""));
            cells.add(check.map(Check::reason).orElse(""));
        }
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static void line(Writer writer, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            writer.write(quoted(cells.get(i)));
        }
        writer.write("\r\n");
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe: tags are named by strangers.
    static String quoted(String cell) {
        var text = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
