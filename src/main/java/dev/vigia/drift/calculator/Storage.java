package dev.vigia.drift.calculator;

/// What pandas would keep a column as: Evidently's choice of its type hangs on it.
enum Storage {
    /// Nothing but missing values.
    NOTHING,
    INTEGER,
    /// Numbers with a fraction, or integers with a gap.
    DOUBLE,
    BOOLEAN,
    /// True and false with a gap.
    BOOLEAN_WITH_GAPS,
    /// Integers of more than 64 bits.
    HUGE_INTEGER,
    LABEL;

    boolean label() {
        return this == LABEL;
    }
}
