package dev.vigia.drift.calculator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What there is to say of a column beside its score.
final class Notes {

    /// Shares of missing values that differ by less are not worth a word: they are in the numbers.
    private static final double SAID = 0.01;

    private Notes() {}

    /// @param problem why it was not tested, or empty
    static String of(Column reference, Column current, String problem, double score) {
        List<String> notes = new ArrayList<>();
        if (!problem.isEmpty()) {
            notes.add(problem);
        }
        if (Double.isNaN(score)) {
            notes.add("the test has no answer for such values");
        }
        var contents = SchemaChange.contents(reference, current);
        if (SchemaChange.of(reference, current) == SchemaChange.TYPE && !problem.contains(contents)) {
            notes.add("the type changed: " + contents);
        }
        if (reference.left() > 0 && current.left() > 0) {
            double before = (double) reference.missing() / reference.rows();
            double after = (double) current.missing() / current.rows();
            if (Math.abs(before - after) >= SAID) {
                notes.add(String.format(
                        Locale.ROOT,
                        "missing values: %.1f %% of the reference, %.1f %% of the current data",
                        before * 100,
                        after * 100));
            }
        }
        if (reference.infinite() + current.infinite() > 0) {
            notes.add("infinite values were left out: " + reference.infinite() + " of the reference, "
                    + current.infinite() + " of the current data");
        }
        return String.join("; ", notes);
    }
}
