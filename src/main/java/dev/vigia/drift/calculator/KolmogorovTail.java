package dev.vigia.drift.calculator;

/// P(D ≥ d) of the one-sample, two-sided Kolmogorov-Smirnov statistic of `n` values, by the ladder of methods that
/// SciPy's `kstwo.sf` climbs (`scipy/stats/_ksstats.py`, after Simard and L'Ecuyer, *Journal of Statistical Software*
/// 39(11), 2011). The ladder is followed because its rungs differ: Pelz and Good's is off the exact value by 1e-7.
final class KolmogorovTail {

    private static final double SQUARE = Math.PI * Math.PI;
    private static final double ROOT = Math.sqrt(2 * Math.PI);

    private KolmogorovTail() {}

    static double probability(double n, double d) {
        double t = n * d;
        if (d >= 1) {
            return 0;
        }
        if (t <= 0.5) {
            return 1;
        }
        if (t <= 1) {
            return clip(1 - Math.exp(logFactorialOverPower(n) + n * Math.log(2 * t - 1)));
        }
        if (t >= n - 1) {
            return clip(2 * Math.pow(1 - d, n));
        }
        double square = t * d;
        if (d >= 0.5 || square >= (n <= 140 ? 4 : 2.2)) {
            return n > 140 && square >= 370 ? 0 : clip(2 * oneSided(n, d));
        }
        if (n <= 140 || n <= 100_000 && n * Math.pow(d, 1.5) <= 1.4) {
            return clip(1 - DurbinMatrix.probability((int) n, d));
        }
        return clip(1 - pelzGood(n, d));
    }

    private static double clip(double p) {
        return Math.clamp(p, 0, 1);
    }

    /// log(n!/nⁿ).
    private static double logFactorialOverPower(double n) {
        return BinomialTerm.stirlingError(n) + 0.5 * Math.log(2 * Math.PI * n) - n;
    }

    /// Smirnov's one-sided tail, a sum of binomial terms: C(n, j)·a^(j−1)·(1−a)^(n−j) with a = d + j/n, times d.
    private static double oneSided(double n, double d) {
        double sum = 0;
        double last = Math.floor(n * (1 - d));
        for (double j = 0; j <= last; j++) {
            double a = d + j / n;
            sum += BinomialTerm.probability(j, n, a) / a;
        }
        return d * sum;
    }

    private static double pelzGood(double n, double x) {
        double z = Math.sqrt(n) * x;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double logQ = -SQUARE / 8 / z2;
        if (logQ < -708) {
            return 0;
        }
        double q = Math.exp(logQ);
        double k1a = -z2;
        double k1b = SQUARE / 4;
        double k2a = 6 * z6 + 2 * z4;
        double k2b = (2 * z4 - 5 * z2) * SQUARE / 4;
        double k2c = SQUARE * SQUARE * (1 - 2 * z2) / 16;
        double k3d = SQUARE * SQUARE * SQUARE * (5 - 30 * z2) / 64;
        double k3c = SQUARE * SQUARE * (-60 * z2 + 212 * z4) / 16;
        double k3b = SQUARE * (135 * z4 - 96 * z6) / 4;
        double k3a = -30 * z6 - 90 * z4 * z4;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int most = (int) Math.ceil(16 * z / Math.PI);
        for (int k = most; k > 0; k--) {
            double m2 = (2.0 * k - 1) * (2.0 * k - 1);
            double power = Math.pow(q, 8.0 * k);
            s0 = s0 * power + 1;
            s1 = s1 * power + k1a + k1b * m2;
            s2 = s2 * power + k2a + k2b * m2 + k2c * m2 * m2;
            s3 = s3 * power + k3a + k3b * m2 + k3c * m2 * m2 + k3d * m2 * m2 * m2;
        }
        double q1 = Math.exp(-SQUARE / 2 / z2);
        double extra2 = 0;
        double extra3 = 0;
        for (int k = most; k > 0; k--) {
            double k2 = (double) k * k;
            double term = k2 * Math.pow(q1, k2);
            extra2 += term;
            extra3 += (3 * z2 - SQUARE * k2) * term;
        }
        double factor = q * ROOT;
        return s0 * factor / z
                + s1 * factor / (6 * z4) / Math.sqrt(n)
                + (s2 * factor / (72 * z6 * z) - extra2 * SQUARE * ROOT / (36 * z2 * z)) / n
                + (s3 * factor / (6480 * z6 * z4) + extra3 * SQUARE * ROOT / (216 * z6)) / (n * Math.sqrt(n));
    }
}
