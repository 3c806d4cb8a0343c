package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.BadDataException;
import dev.vigia.drift.calculator.ColumnDrift;
import dev.vigia.drift.calculator.DriftReport;
import dev.vigia.drift.calculator.Table;
import java.util.Map;
import java.util.stream.Collectors;

/// What has to hold for "drift" or "no drift" to be an answer. A column that nobody asked for may go untested, and a
/// note says why; one that is asked for by name may not.
///
/// @param asked the option that names a column, by the column
record Checks(Map<String, String> asked, boolean allowMissingColumns) {

    void before(Table reference, Table current) {
        asked.forEach((name, option) -> {
            if (!reference.names().contains(name) && !current.names().contains(name)) {
                throw new BadDataException("There is no column " + name + ", which " + option + " names. There are "
                        + String.join(", ", current.names()) + ".");
            }
        });
        if (!allowMissingColumns) {
            sameColumns(reference, current);
        }
        rows("reference", reference);
        rows("current", current);
    }

    /// Evidently compares single rows too; but no test can tell anything from one, and it is a sign of a wrong file.
    private static void rows(String side, Table table) {
        if (table.rows() == 1) {
            throw new BadDataException("The " + side + " file has only one row, from which nothing can be told;"
                    + " give a file of several, best of hundreds.");
        }
    }

    private static void sameColumns(Table reference, Table current) {
        var onlyReference = only(reference, current);
        var onlyCurrent = only(current, reference);
        if (!onlyReference.isEmpty() || !onlyCurrent.isEmpty()) {
            throw new BadDataException("The files have not the same columns."
                    + (onlyReference.isEmpty() ? "" : " Only in the reference: " + onlyReference + ".")
                    + (onlyCurrent.isEmpty() ? "" : " Only in the current data: " + onlyCurrent + ".")
                    + " --allow-missing-columns compares the others.");
        }
    }

    private static String only(Table one, Table other) {
        return one.names().stream()
                .filter(name -> !other.names().contains(name))
                .collect(Collectors.joining(", "));
    }

    void after(DriftReport report) {
        for (var column : report.columns()) {
            var option = asked.get(column.column());
            if (option != null && !column.tested()) {
                throw new BadDataException(
                        "The column " + column.column() + ", which " + option + " names, was " + column.note() + ".");
            }
        }
        if (report.testedColumns() == 0) {
            throw new BadDataException("No column can be tested. "
                    + report.columns().stream().map(Checks::reason).collect(Collectors.joining(" ")));
        }
    }

    private static String reason(ColumnDrift column) {
        return column.column() + " was " + column.note() + ".";
    }
}
