package dev.vigia.drift.calculator;

import java.util.Map;

/// How to compare.
///
/// @param types of columns that are not to be taken for what they look like
/// @param methods of columns that are not to be tested by the default choice
/// @param driftShare from which share of drifted columns on the whole data counts as drifted
/// @param allScores whether to compute every method that suits a column
/// @param histograms whether to keep the two distributions of each column
public record DriftRules(
        Map<String, ColumnType> types,
        Map<String, DriftMethod> methods,
        double driftShare,
        boolean allScores,
        boolean histograms) {

    public static final double USUAL_SHARE = 0.5;

    public static DriftRules usual() {
        return new DriftRules(Map.of(), Map.of(), USUAL_SHARE, false, false);
    }
}
