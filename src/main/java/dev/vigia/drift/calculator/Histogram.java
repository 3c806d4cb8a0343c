package dev.vigia.drift.calculator;

import java.util.List;

/// The two distributions of a column, as shares of each side's rows.
public record Histogram(List<Bar> bars) {

    /// @param label a value, or the bounds of a range
    public record Bar(String label, double reference, double current) {}
}
