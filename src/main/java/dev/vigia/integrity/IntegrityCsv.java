package dev.vigia.integrity;

import dev.vigia.platform.Csv;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The integrity table for spreadsheets, page by page so that no size of table fills the memory.
final class IntegrityCsv {

    private static final int PAGE = 500;

    private IntegrityCsv() {}

    static void write(IntegrityTable table, IntegrityQuery query, Writer out) throws IOException {
        Csv.line(out, headings());
        List<IntegrityRow> rows;
        long offset = 0;
        do {
            rows = table.rows(query, offset, PAGE);
            for (var row : rows) {
                Csv.line(out, cells(row));
            }
            offset += PAGE;
        } while (rows.size() == PAGE);
    }

    private static List<String> headings() {
        var head = new ArrayList<>(List.of(
                "tag",
                "artifact",
                "version",
                "commit",
                "tagged_at",
                "stages",
                "run_id",
                "experiment",
                "verdict",
                "because"));
        for (var check : CheckKind.values()) {
            head.add(check.name().toLowerCase(Locale.ROOT));
            head.add(check.name().toLowerCase(Locale.ROOT) + "_reason");
        }
        return head;
    }

    private static List<String> cells(IntegrityRow row) {
        var cells = new ArrayList<>(Arrays.asList(
                row.tag().value(),
                Objects.toString(row.artifact(), ""),
                row.version(),
                row.commit(),
                Objects.toString(row.taggedAt(), ""),
                String.join(" ", row.stages()),
                Objects.toString(row.runId(), ""),
                Objects.toString(row.experiment(), ""),
                row.verdict().name(),
                row.headline()));
        for (var check : row.checks()) {
            cells.add(check.outcome().name());
            cells.add(check.reason());
        }
        return cells;
    }
}
