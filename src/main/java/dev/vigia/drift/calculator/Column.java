package dev.vigia.drift.calculator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One column of one side, counted and sorted.
///
/// @param rows all of them
/// @param infinite which are left out like missing ones, but were numbers
/// @param texts of labels, by their keys; none if there were too many to keep
/// @param smallest the first label in natural order
record Column(
        String name,
        Storage storage,
        long rows,
        long missing,
        long infinite,
        KeyCounts values,
        Map<Long, String> texts,
        @Nullable String smallest) {

    /// Rows that are neither missing nor infinite.
    long left() {
        return values.size();
    }

    Cursor cursor() {
        return values.cursor();
    }
}
