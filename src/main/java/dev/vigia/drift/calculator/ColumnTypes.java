package dev.vigia.drift.calculator;

import org.jspecify.annotations.Nullable;

/// What Evidently 0.7 takes a column for when nobody says: it looks at the current side only.
final class ColumnTypes {

    private static final long MOST_CODES = 10;

    private ColumnTypes() {}

    static ColumnType of(Column current, @Nullable ColumnType asked) {
        if (asked != null) {
            return asked;
        }
        return switch (current.storage()) {
            case NOTHING, DOUBLE, INTEGER_WITH_GAPS -> ColumnType.NUMERIC;
            case INTEGER -> different(current, MOST_CODES) <= MOST_CODES ? ColumnType.CATEGORICAL : ColumnType.NUMERIC;
            case BOOLEAN -> ColumnType.CATEGORICAL;
            case BOOLEAN_WITH_GAPS, HUGE_INTEGER -> ColumnType.UNKNOWN;
            case LABEL ->
                different(current, current.left() / 2) * 2 > current.left() ? ColumnType.TEXT : ColumnType.CATEGORICAL;
        };
    }

    /// Counts no further than one above `most`.
    private static long different(Column column, long most) {
        var cursor = column.cursor();
        long different = 0;
        while (different <= most && cursor.next()) {
            different++;
        }
        return different;
    }

    /// Why the column cannot be tested; empty if it can.
    static String problem(Column reference, Column current, ColumnType type, boolean asked) {
        if (reference.left() == 0 || current.left() == 0) {
            String side =
                    reference.left() > 0 ? "the current data" : current.left() > 0 ? "the reference" : "both sides";
            return "not computed: no values in " + side;
        }
        if (reference.storage().label() != current.storage().label()) {
            return "not computed: " + SchemaChange.contents(reference, current);
        }
        return switch (type) {
            case TEXT -> "not computed (text): more than half of its labels differ; name its type to test it";
            case UNKNOWN ->
                current.storage() == Storage.HUGE_INTEGER
                        ? "not computed: integers of more than 64 bits"
                        : "not computed: true and false with gaps; name its type to test it";
            case NUMERIC -> {
                if (current.storage().label()) {
                    if (asked) {
                        throw new BadDataException(
                                "The column " + current.name() + " holds labels and cannot be taken as numbers.");
                    }
                    yield "not computed: labels";
                }
                yield "";
            }
            case CATEGORICAL -> "";
        };
    }
}
