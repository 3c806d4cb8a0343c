package dev.vigia.drift.calculator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of one column.
///
/// @param method by which it was tested; null if it was not, and then the note says why
/// @param score NaN if the test has no answer, which is not drift
/// @param referenceRows that took part: neither missing nor infinite
/// @param scores of every method that suits the column, if asked for
/// @param schemaChange null if both sides hold values of the same kind
/// @param note what to know about the answer, or empty
/// @param histogram if asked for and the column was tested
public record ColumnDrift(
        String column,
        ColumnType type,
        @Nullable DriftMethod method,
        double score,
        boolean drifted,
        long referenceRows,
        long currentRows,
        long referenceMissing,
        long currentMissing,
        Map<DriftMethod, Double> scores,
        @Nullable SchemaChange schemaChange,
        String note,
        @Nullable Histogram histogram) {

    public boolean tested() {
        return method != null;
    }
}
