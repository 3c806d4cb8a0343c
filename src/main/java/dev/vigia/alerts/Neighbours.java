package dev.vigia.alerts;

import java.util.List;

/// What else fires beside an alert.
///
/// @param firing how many other alerts fire at all
/// @param shared how many of them have a label in common with it, for each label that any has in common
public record Neighbours(long firing, List<Shared> shared) {

    /// @param names of these alerts, some at most, without repetition
    public record Shared(String label, String value, long alerts, List<String> names) {}
}
