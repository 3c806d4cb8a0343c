package dev.vigia.drift.calculator;

import org.jspecify.annotations.Nullable;

/// What PSI, Kullback-Leibler and Jensen-Shannon count: bins of equal width over both sides for numbers of which the
/// reference has more than twenty, else one bin for each value of either side.
final class Bins {

    private static final int MOST_VALUES = 20;

    private final Column reference;
    private final Column current;
    private final double @Nullable [] edges;
    private final long[] referenceCounts;
    private final long[] currentCounts;

    /// Takes a bin's counts.
    interface Step {
        void bin(long reference, long current);
    }

    private Bins(Column reference, Column current, double @Nullable [] edges) {
        this.reference = reference;
        this.current = current;
        this.edges = edges;
        int bins = edges == null ? 0 : edges.length - 1;
        referenceCounts = new long[bins];
        currentCounts = new long[bins];
        if (edges != null) {
            count(edges);
        }
    }

    static Bins of(Column reference, Column current, Profile profile, ColumnType type) {
        if (type != ColumnType.NUMERIC || profile.referenceUnique() <= MOST_VALUES) {
            return new Bins(reference, current, null);
        }
        boolean integers = reference.storage() == Storage.INTEGER && current.storage() == Storage.INTEGER;
        return new Bins(reference, current, edges(profile, integers));
    }

    /// NumPy's rule named after Sturges, step by step in doubles: the number of bins is not always the rounded-up
    /// logarithm.
    private static double[] edges(Profile profile, boolean integers) {
        double range = profile.highest() - profile.lowest();
        double width = range / (binaryLogarithm(profile.referenceRows() + profile.currentRows()) + 1);
        if (integers && width < 1) {
            width = 1;
        }
        return equal(profile.lowest(), profile.highest(), (int) Math.ceil(range / width));
    }

    /// NumPy's is exact for powers of two, and only there it decides how many bins there are.
    private static double binaryLogarithm(long n) {
        return Long.bitCount(n) == 1 ? Long.numberOfTrailingZeros(n) : Math.log(n) / Math.log(2);
    }

    static double[] equal(double lowest, double highest, int bins) {
        var edges = new double[bins + 1];
        double step = (highest - lowest) / bins;
        for (int i = 0; i < bins; i++) {
            edges[i] = lowest + i * step;
        }
        edges[bins] = highest;
        return edges;
    }

    private void count(double[] edges) {
        var pair = new PairCursor(reference.cursor(), current.cursor());
        int bin = 0;
        while (pair.next()) {
            double value = pair.number();
            while (bin < referenceCounts.length - 1 && value >= edges[bin + 1]) {
                bin++;
            }
            referenceCounts[bin] += pair.reference();
            currentCounts[bin] += pair.current();
        }
    }

    void forEach(Step step) {
        if (edges != null) {
            for (int i = 0; i < referenceCounts.length; i++) {
                step.bin(referenceCounts[i], currentCounts[i]);
            }
            return;
        }
        var pair = new PairCursor(reference.cursor(), current.cursor());
        while (pair.next()) {
            step.bin(pair.reference(), pair.current());
        }
    }

    /// Null where each value is a bin.
    double @Nullable [] edges() {
        return edges;
    }
}
