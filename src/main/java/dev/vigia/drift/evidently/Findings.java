package dev.vigia.drift.evidently;

import dev.vigia.drift.ColumnDrift;
import dev.vigia.drift.DriftFindings;
import dev.vigia.drift.ReportFormat;
import dev.vigia.drift.UnreadableReportException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Findings while a report is being read.
final class Findings {

    private static final int MOST_COLUMNS = 10_000;

    final List<ColumnDrift> columns = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Nullable
    Instant at;

    @Nullable
    Boolean datasetDrift;

    @Nullable
    Double share;

    @Nullable
    Double driftShare;

    @Nullable
    Integer driftedColumns;

    @Nullable
    Integer testedColumns;

    @Nullable
    Long referenceRows;

    @Nullable
    Long currentRows;

    void add(ColumnDrift column) {
        if (columns.size() >= MOST_COLUMNS) {
            throw new UnreadableReportException("The report lists more than " + MOST_COLUMNS + " columns.");
        }
        columns.add(column);
    }

    boolean has(String column) {
        return columns.stream().anyMatch(known -> known.column().equals(column));
    }

    /// Counts what the columns say, where the report has no summary of its own: all columns that it lists were tested.
    void sumUpColumns() {
        var drifted = new LinkedHashMap<String, @Nullable Boolean>();
        for (ColumnDrift column : columns) {
            // A column may be tested in several ways; one of them is enough.
            var before = drifted.get(column.column());
            drifted.put(column.column(), either(drifted.containsKey(column.column()), before, column.drifted()));
        }
        testedColumns = drifted.size();
        if (!drifted.isEmpty() && drifted.values().stream().allMatch(Objects::nonNull)) {
            driftedColumns =
                    (int) drifted.values().stream().filter(Boolean.TRUE::equals).count();
            share = (double) driftedColumns / testedColumns;
        }
    }

    private static @Nullable Boolean either(boolean known, @Nullable Boolean before, @Nullable Boolean now) {
        if (!known || Boolean.TRUE.equals(now)) {
            return now;
        }
        return Boolean.TRUE.equals(before) ? before : before == null ? null : now;
    }

    /// The real program may count otherwise than it lists, where columns hold infinities.
    void compareCountWithColumns() {
        if (driftedColumns == null || testedColumns == null || columns.size() != testedColumns) {
            return;
        }
        var listed = columns.stream()
                .filter(column -> Boolean.TRUE.equals(column.drifted()))
                .count();
        if (listed != driftedColumns && columns.stream().allMatch(column -> column.drifted() != null)) {
            notes.add("The report counts " + driftedColumns + " drifted columns and lists " + listed
                    + ": Evidently counts otherwise than it lists where columns hold infinite values.");
        }
    }

    DriftFindings done(ReportFormat format) {
        return new DriftFindings(
                format,
                at,
                datasetDrift,
                share,
                driftShare,
                driftedColumns,
                testedColumns,
                referenceRows,
                currentRows,
                List.copyOf(columns),
                List.copyOf(notes));
    }
}
