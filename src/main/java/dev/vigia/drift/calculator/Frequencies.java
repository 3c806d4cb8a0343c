package dev.vigia.drift.calculator;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jspecify.annotations.Nullable;

/// Tests that compare how often each value occurs.
final class Frequencies {

    private Frequencies() {}

    /// The p-value of χ² with the reference's counts, brought to the size of the current side, as expected ones.
    static double chiSquare(Column reference, Column current, Profile profile) {
        double ratio = (double) profile.currentRows() / profile.referenceRows();
        var pair = new PairCursor(reference.cursor(), current.cursor());
        var sum = new Sum();
        while (pair.next()) {
            if (pair.reference() == 0) {
                return 0;
            }
            double expected = pair.reference() * ratio;
            double off = pair.current() - expected;
            sum.add(off * off / expected);
        }
        return profile.unique() < 2
                ? Double.NaN
                : RegularizedGamma.Q.value((profile.unique() - 1) / 2.0, sum.value() / 2);
    }

    /// The p-value of the test of two proportions: of the rows that have not the smallest value.
    static double z(Column reference, Column current, Profile profile) {
        if (profile.unique() == 1) {
            return 1;
        }
        double n = profile.referenceRows();
        double m = profile.currentRows();
        var smallest = smallest(reference, current);
        double others = n - smallest.reference();
        double currentOthers = m - smallest.current();
        double pooled = (others + currentOthers) / (n + m);
        double z = (others / n - currentOthers / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        return 2 * (1 - 0.5 * Erfc.value(-Math.abs(z) / Math.sqrt(2)));
    }

    private record Counts(long reference, long current) {}

    private static Counts smallest(Column reference, Column current) {
        var pair = new PairCursor(reference.cursor(), current.cursor());
        if (reference.storage().label()) {
            long wanted = key(smaller(reference.smallest(), current.smallest()));
            while (pair.next()) {
                if (pair.key() == wanted) {
                    return new Counts(pair.reference(), pair.current());
                }
            }
            return new Counts(0, 0);
        }
        pair.next();
        return new Counts(pair.reference(), pair.current());
    }

    private static String smaller(@Nullable String one, @Nullable String other) {
        if (one == null) {
            return other == null ? "" : other;
        }
        return other == null || one.compareTo(other) <= 0 ? one : other;
    }

    private static long key(String label) {
        return Keys.ofLabel(label.toCharArray(), 0, label.length());
    }
}
