package dev.vigia.drift.calculator;

import java.util.Arrays;

/// The p-value of the two-sample Kolmogorov-Smirnov test, two-sided, as SciPy's `ks_2samp` computes it: exact up to
/// 10 000 rows a side, asymptotic beyond.
final class KolmogorovSmirnov {

    private static final long MOST_EXACT = 10_000;

    private KolmogorovSmirnov() {}

    /// @param difference the largest |i·m − j·n| over all values, where i of n reference rows and j of m current rows
    ///     are not above the value: the statistic times n·m, as an integer
    static double pValue(long n, long m, long difference) {
        if (difference == 0) {
            return 1;
        }
        if (Math.max(n, m) <= MOST_EXACT) {
            double exact = n == m
                    ? equalSizes((int) n, (int) (difference / n))
                    : unequalSizes((int) Math.max(n, m), (int) Math.min(n, m), difference);
            if (exact >= 0 && exact <= 1) {
                return exact;
            }
        }
        double d = difference / ((double) n * m);
        return KolmogorovTail.probability(Math.rint((double) n * m / ((double) n + m)), d);
    }

    /// P(D ≥ h/n) for two samples of n each, by paths that leave the square's diagonal band; each term is a product of
    /// ratios, so that nothing overflows.
    private static double equalSizes(int n, int h) {
        double p = 0;
        for (int k = n / h; k >= 0; k--) {
            double a = 1;
            for (int j = 0; j < h; j++) {
                a = (n - (double) k * h - j) * a / (n + (double) k * h + j + 1);
            }
            p = a * (1 - p);
        }
        return 2 * p;
    }

    /// The share of lattice paths from (0, 0) to (m, n) that touch |i·n − j·m| ≥ `bound` somewhere. Only what lies
    /// inside the band is computed; outside it is 1.
    private static double unequalSizes(int m, int n, long bound) {
        var outside = new double[n + 1];
        Arrays.fill(outside, 1);
        int from = 0;
        for (int i = 0; i <= m; i++) {
            long middle = (long) i * n;
            while (from <= n && middle - (long) from * m >= bound) {
                from++;
            }
            double left = 1;
            for (int j = from; j <= n && (long) j * m - middle < bound; j++) {
                left = i + j == 0 ? 0 : (i * outside[j] + j * left) / (i + j);
                outside[j] = left;
            }
            if (from > 0) {
                outside[from - 1] = 1;
            }
        }
        return outside[n];
    }
}
