package dev.vigia.integrity.ui;

import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.platform.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table as CSV in UTF-8, page by page so that no size of table fills the memory.
final class IntegrityExport {

    private static final int PAGE = 500;

    private IntegrityExport() {}

    static void write(IntegrityTable table, IntegrityQuery query, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Csv.line(writer, headings());
        for (long offset = 0; ; offset += PAGE) {
            var rows = table.rows(query, offset, PAGE);
            for (IntegrityRow row : rows) {
                if (query.verdicts().isEmpty() || query.verdicts().contains(row.verdict())) {
                    Csv.line(writer, cells(row));
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
}
