package dev.vigia.drift.calculator;

/// P(D < d) of the one-sample Kolmogorov-Smirnov statistic, exactly, by the power of Durbin's matrix (Marsaglia, Tsang
/// and Wang, *Journal of Statistical Software* 8(18), 2003). For small d; the matrix has about 2·n·d rows.
final class DurbinMatrix {

    private static final int SCALE = 128;
    private static final double LARGE = Math.scalb(1.0, SCALE);
    private static final double SMALL = Math.scalb(1.0, -SCALE);

    private DurbinMatrix() {}

    static double probability(int n, double d) {
        double nd = n * d;
        int k = (int) Math.ceil(nd);
        var power = identity(2 * k - 1);
        var base = matrix(k - nd, 2 * k - 1);
        int exponent = 0;
        int baseExponent = 0;
        for (int left = n; left > 0; left /= 2) {
            if (left % 2 == 1) {
                power = product(power, base);
                exponent += baseExponent;
            }
            base = product(base, base);
            baseExponent *= 2;
            if (Math.abs(base[k - 1][k - 1]) > LARGE) {
                scale(base);
                baseExponent += SCALE;
            }
        }
        double p = power[k - 1][k - 1];
        for (int i = 1; i <= n; i++) {
            p = i * p / n;
            if (Math.abs(p) < SMALL) {
                p *= LARGE;
                exponent -= SCALE;
            }
        }
        return Math.scalb(p, exponent);
    }

    private static double[][] matrix(double h, int m) {
        var matrix = new double[m][m];
        var inverseFactorial = new double[m + 1];
        inverseFactorial[0] = 1;
        for (int i = 1; i <= m; i++) {
            inverseFactorial[i] = inverseFactorial[i - 1] / i;
        }
        for (int i = 0; i < m; i++) {
            for (int j = 1; j < m && j <= i + 1; j++) {
                matrix[i][j] = inverseFactorial[i - j + 1];
            }
        }
        for (int i = 0; i < m; i++) {
            double edge = (1 - Math.pow(h, i + 1)) * inverseFactorial[i + 1];
            matrix[i][0] = edge;
            matrix[m - 1][m - 1 - i] = edge;
        }
        matrix[m - 1][0] = (1 + Math.pow(Math.max(2 * h - 1, 0), m) - 2 * Math.pow(h, m)) * inverseFactorial[m];
        return matrix;
    }

    private static double[][] identity(int m) {
        var matrix = new double[m][m];
        for (int i = 0; i < m; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int m = a.length;
        var result = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                double factor = a[i][k];
                for (int j = 0; factor != 0 && j < m; j++) {
                    result[i][j] += factor * b[k][j];
                }
            }
        }
        return result;
    }

    private static void scale(double[][] matrix) {
        for (var row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= SMALL;
            }
        }
    }
}
