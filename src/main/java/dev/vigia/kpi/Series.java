package dev.vigia.kpi;

import java.util.Arrays;

/// All samples of one KPI in the order of time, in arrays: 26 bytes each. Immutable.
///
/// @param at microseconds since 1970
/// @param revision of the stored series that it was read at
/// @param clocked as in [Sample]
record Series(long revision, long[] at, double[] values, long[] ids, boolean[] clocked, boolean[] outliers) {

    static final Series EMPTY = new Series(0, new long[0], new double[0], new long[0], new boolean[0], new boolean[0]);

    static Series of(long revision, long[] at, double[] values, long[] ids, boolean[] clocked) {
        return new Series(revision, at, values, ids, clocked, Outliers.of(values));
    }

    int size() {
        return at.length;
    }

    /// The first index at or after the time.
    int from(long micros) {
        var low = 0;
        var high = at.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (at[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The same with more samples at its end.
    Series with(Series more) {
        var from = size();
        var longer = new Series(
                revision,
                joined(at, more.at),
                joined(values, more.values),
                joined(ids, more.ids),
                joined(clocked, more.clocked),
                Arrays.copyOf(outliers, from + more.size()));
        // Whether the new ones are likely depends on the last ones before them.
        var before = Math.max(0, from - 4 * Outliers.WINDOW);
        var flags = Outliers.of(Arrays.copyOfRange(longer.values, before, longer.size()));
        System.arraycopy(flags, from - before, longer.outliers, from, more.size());
        return longer;
    }

    private static long[] joined(long[] one, long[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static boolean[] joined(boolean[] one, boolean[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static double[] joined(double[] one, double[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
