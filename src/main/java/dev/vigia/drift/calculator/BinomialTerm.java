package dev.vigia.drift.calculator;

/// The probability of `x` successes of `n`, to full precision for large `n`: Loader's saddle-point form (*Fast and
/// Accurate Computation of Binomial Probabilities*, 2000), where the logarithms of factorials would cancel.
final class BinomialTerm {

    private static final double TWO_PI = 2 * Math.PI;

    private BinomialTerm() {}

    static double probability(double x, double n, double p) {
        double q = 1 - p;
        if (x == 0) {
            return Math.exp(n * Math.log1p(-p));
        }
        if (x == n) {
            return Math.exp(n * Math.log(p));
        }
        double log = stirlingError(n)
                - stirlingError(x)
                - stirlingError(n - x)
                - deviance(x, n * p)
                - deviance(n - x, n * q);
        return Math.exp(log) * Math.sqrt(n / (TWO_PI * x * (n - x)));
    }

    /// log(n!) less Stirling's formula.
    static double stirlingError(double n) {
        if (n < 16) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return Math.log(factorial) - ((n + 0.5) * Math.log(n) - n + 0.5 * Math.log(TWO_PI));
        }
        double r = 1 / (n * n);
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188) * r) * r) * r) * r) / n;
    }

    /// x·log(x/m) + m − x, without cancellation where the two are near.
    private static double deviance(double x, double m) {
        if (Math.abs(x - m) < 0.1 * (x + m)) {
            double v = (x - m) / (x + m);
            double sum = (x - m) * v;
            double term = 2 * x * v;
            double square = v * v;
            for (int j = 1; j < 1000; j++) {
                term *= square;
                double next = sum + term / (2 * j + 1);
                if (next == sum) {
                    return next;
                }
                sum = next;
            }
        }
        return x * Math.log(x / m) + m - x;
    }
}
