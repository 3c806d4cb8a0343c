package dev.vigia.drift.calculator;

/// Tests that compare the two distribution functions of numbers.
final class Distances {

    /// A reference of one value has no deviation; Evidently never divides by less.
    private static final double LEAST_DEVIATION = 0.001;

    private Distances() {}

    static double kolmogorovSmirnov(Column reference, Column current, Profile profile) {
        long n = profile.referenceRows();
        long m = profile.currentRows();
        var pair = new PairCursor(reference.cursor(), current.cursor());
        long i = 0;
        long j = 0;
        long largest = 0;
        while (pair.next()) {
            i += pair.reference();
            j += pair.current();
            largest = Math.max(largest, Math.abs(i * m - j * n));
        }
        return KolmogorovSmirnov.pValue(n, m, largest);
    }

    /// The area between the two distribution functions, in standard deviations of the reference.
    static double wasserstein(Column reference, Column current, Profile profile) {
        double n = profile.referenceRows();
        double m = profile.currentRows();
        var pair = new PairCursor(reference.cursor(), current.cursor());
        var area = new Sum();
        var squares = new Sum();
        long i = 0;
        long j = 0;
        double before = 0;
        while (pair.next()) {
            double value = pair.number();
            if (i + j > 0) {
                area.add(Math.abs(i / n - j / m) * (value - before));
            }
            before = value;
            i += pair.reference();
            j += pair.current();
            if (pair.reference() > 0) {
                double off = value - profile.referenceMean();
                squares.add(off * off * pair.reference());
            }
        }
        return area.value() / Math.max(Math.sqrt(squares.value() / n), LEAST_DEVIATION);
    }
}
