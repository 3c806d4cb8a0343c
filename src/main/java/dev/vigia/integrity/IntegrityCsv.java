package dev.vigia.integrity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// The integrity table for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula gets an
/// apostrophe in front: tags and run names are written by strangers.
final class IntegrityCsv {

    private static final String FORMULA_START = "=+-@\t\r";

    private IntegrityCsv() {}

    static String of(List<IntegrityRow> rows) {
        var csv = new StringBuilder();
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
        line(csv, head);
        for (var row : rows) {
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
            line(csv, cells);
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<String> cells) {
        csv.append(cells.stream().map(IntegrityCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String text) {
        var harmless = !text.isEmpty() && FORMULA_START.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(character -> "\",\r\n;".indexOf(character) >= 0)
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
