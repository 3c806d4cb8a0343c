package dev.vigia.drift.calculator;

/// What pandas would keep a column as: Evidently's choice of its type hangs on it.
enum Storage {
    /// Nothing but missing values.
    NOTHING(""),
    INTEGER("integers"),
    /// Doubles to pandas.
    INTEGER_WITH_GAPS("integers"),
    /// Numbers with a fraction.
    DOUBLE("numbers"),
    BOOLEAN("true and false"),
    /// True and false with a gap.
    BOOLEAN_WITH_GAPS("true and false"),
    /// Integers of more than 64 bits.
    HUGE_INTEGER("integers"),
    LABEL("labels");

    private final String content;

    Storage(String content) {
        this.content = content;
    }

    /// What a person would say that the column holds, gaps or not; empty if nothing.
    String content() {
        return content;
    }

    boolean label() {
        return this == LABEL;
    }
}
