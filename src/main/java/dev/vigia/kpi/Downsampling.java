package dev.vigia.kpi;

import java.util.Arrays;

/// Picks the points that make a line look like the whole one: largest triangle three buckets (Sveinn Steinarsson,
/// *Downsampling Time Series for Visual Representation*, University of Iceland, 2013).
final class Downsampling {

    private Downsampling() {}

    /// @param x ascending
    /// @param y without NaN
    /// @param most points to keep, 3 at least; the first and the last are always kept
    /// @return indexes in ascending order
    static int[] lttb(long[] x, double[] y, int from, int to, int most) {
        var count = to - from;
        if (count <= most) {
            return range(from, to);
        }
        var kept = new int[most];
        var size = (count - 2) / (double) (most - 2);
        kept[0] = from;
        var last = from;
        for (var bucket = 0; bucket < most - 2; bucket++) {
            var begin = from + 1 + (int) (bucket * size);
            var end = from + 1 + (int) ((bucket + 1) * size);
            var nextEnd = Math.min(from + 1 + (int) ((bucket + 2) * size), to);
            var nextX = 0.0;
            var nextY = 0.0;
            for (var i = end; i < nextEnd; i++) {
                nextX += x[i] - x[from];
                nextY += y[i];
            }
            nextX /= nextEnd - end;
            nextY /= nextEnd - end;
            var best = begin;
            var largest = -1.0;
            for (var i = begin; i < end; i++) {
                var area = Math.abs(
                        (x[last] - x[from] - nextX) * (y[i] - y[last]) - (double) (x[last] - x[i]) * (nextY - y[last]));
                if (area > largest) {
                    largest = area;
                    best = i;
                }
            }
            kept[bucket + 1] = best;
            last = best;
        }
        kept[most - 1] = to - 1;
        return kept;
    }

    private static int[] range(int from, int to) {
        var all = new int[to - from];
        Arrays.setAll(all, i -> from + i);
        return all;
    }
}
