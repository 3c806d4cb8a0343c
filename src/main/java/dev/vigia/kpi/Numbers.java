package dev.vigia.kpi;

import java.math.BigDecimal;
import java.math.MathContext;

/// How numbers of KPIs are written for people: six digits, no trailing zeros.
public final class Numbers {

    private static final MathContext DIGITS = new MathContext(6);

    private Numbers() {}

    /// `NaN` and infinities as words.
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        var size = Math.abs(value);
        if (size != 0 && (size < 1e-5 || size >= 1e9)) {
            return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
        }
        var digits = size >= 1e6 ? new BigDecimal(value).setScale(0, java.math.RoundingMode.HALF_EVEN) : null;
        return (digits != null ? digits : new BigDecimal(value).round(DIGITS).stripTrailingZeros()).toPlainString();
    }
}
