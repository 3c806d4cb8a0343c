package dev.vigia.drift;

import org.jspecify.annotations.Nullable;

/// What a report says of one column. Whatever it leaves out is null.
///
/// @param type `num`, `cat` or `text`
/// @param method Evidently's id of the test, such as `ks`; as the report names it where that is not one of them
/// @param score may be NaN or infinite
/// @param drifted null where it cannot be told
/// @param note what else there is to know about it; empty if nothing
public record ColumnDrift(
        String column,
        @Nullable String type,
        @Nullable String method,
        @Nullable Double score,
        @Nullable Double threshold,
        @Nullable Boolean drifted,
        @Nullable Rows rows,
        String note) {

    /// How many values there were on each side, and how many were missing.
    public record Rows(
            @Nullable Long reference,
            @Nullable Long current,
            @Nullable Long referenceMissing,
            @Nullable Long currentMissing) {}

    public ColumnDrift(
            String column,
            @Nullable String type,
            @Nullable String method,
            @Nullable Double score,
            @Nullable Double threshold,
            @Nullable Boolean drifted) {
        this(column, type, method, score, threshold, drifted, null, "");
    }
}
