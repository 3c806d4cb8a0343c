package dev.vigia.drift.calculator;

import org.jspecify.annotations.Nullable;

/// How a column is not the same column any more, whatever its values are.
public enum SchemaChange {
    /// Only the current data has it.
    NEW("new"),
    /// Only the reference has it.
    GONE("gone"),
    /// It holds values of another kind, such as labels where there were numbers.
    TYPE("type");

    private final String id;

    SchemaChange(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /// Gaps are no change, and a side without values shows no kind.
    static @Nullable SchemaChange of(@Nullable Column reference, @Nullable Column current) {
        if (reference == null || current == null) {
            return reference == null ? NEW : GONE;
        }
        var before = reference.storage().content();
        var after = current.storage().content();
        return before.isEmpty() || after.isEmpty() || before.equals(after) ? null : TYPE;
    }

    static String contents(Column reference, Column current) {
        return reference.storage().content() + " in the reference, "
                + current.storage().content() + " in the current data";
    }
}
