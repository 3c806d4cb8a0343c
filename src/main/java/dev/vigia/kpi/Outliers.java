package dev.vigia.kpi;

import java.util.Arrays;

/// Whether a value lies outside what the values before it make likely: further from their median than 3.5 times their
/// deviation (Iglewicz and Hoaglin, *How to Detect and Handle Outliers*, 1993: the modified z-score, from the median
/// and the median absolute deviation, or from the mean absolute deviation where half of the values are equal).
/// One bad value in the window moves neither, as it would move mean and standard deviation.
final class Outliers {

    /// How many values before it are looked at.
    static final int WINDOW = 20;

    /// With fewer values, nothing is unlikely.
    static final int FEWEST = 8;

    private static final double LIMIT = 3.5;

    /// The median absolute deviation of a normal distribution is 0.6745 standard deviations,
    private static final double MEDIAN_DEVIATION = 1.4826;
    /// and its mean absolute deviation 0.7979.
    private static final double MEAN_DEVIATION = 1.253314;

    private Outliers() {}

    /// @param before the values before it, in any order; those that are no finite numbers are left out
    static boolean isOutlier(double value, double[] before) {
        return isOutlier(
                value, Arrays.stream(before).filter(Double::isFinite).sorted().toArray(), new double[before.length]);
    }

    /// For every value whether it is one, in the order of time.
    static boolean[] of(double[] values) {
        var flags = new boolean[values.length];
        var window = new double[WINDOW];
        var sorted = new double[WINDOW];
        var scratch = new double[WINDOW];
        var held = 0;
        var oldest = 0;
        for (var i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                continue;
            }
            flags[i] = isOutlier(values[i], sorted, held, scratch);
            if (held == WINDOW) {
                remove(sorted, held--, window[oldest]);
            }
            insert(sorted, held++, values[i]);
            window[oldest] = values[i];
            oldest = (oldest + 1) % WINDOW;
        }
        return flags;
    }

    private static boolean isOutlier(double value, double[] sorted, double[] scratch) {
        return Double.isFinite(value) && isOutlier(value, sorted, sorted.length, scratch);
    }

    private static boolean isOutlier(double value, double[] sorted, int count, double[] scratch) {
        if (count < FEWEST) {
            return false;
        }
        var median = median(sorted, count);
        var sum = 0.0;
        for (var i = 0; i < count; i++) {
            scratch[i] = Math.abs(sorted[i] - median);
            sum += scratch[i];
        }
        Arrays.sort(scratch, 0, count);
        var deviation = MEDIAN_DEVIATION * median(scratch, count);
        if (deviation == 0) {
            deviation = MEAN_DEVIATION * sum / count;
        }
        return Math.abs(value - median) > LIMIT * deviation;
    }

    private static double median(double[] sorted, int count) {
        var middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void insert(double[] sorted, int count, double value) {
        var place = Arrays.binarySearch(sorted, 0, count, value);
        var at = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, at, sorted, at + 1, count - at);
        sorted[at] = value;
    }

    private static void remove(double[] sorted, int count, double value) {
        var at = Arrays.binarySearch(sorted, 0, count, value);
        System.arraycopy(sorted, at + 1, sorted, at, count - at - 1);
    }
}
