package dev.vigia.platform;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// Metric values as people read them: five significant digits, no digits that say nothing, NaN and infinities as
/// themselves. The whole value is for the hover.
public final class MetricText {

    private static final MathContext SHOWN = new MathContext(5, RoundingMode.HALF_EVEN);
    private static final String MINUS = "−";

    private MetricText() {}

    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        var sign = value < 0 ? MINUS : "";
        if (size >= 1e9 || size < 1e-4) {
            return sign + format("0.####E0", size).replace("E", "e").replace("e-", "e" + MINUS);
        }
        // Counts stay whole: 123 456 rows are not 123 460.
        if (size == Math.rint(size) || size >= 1e5) {
            return sign + format("#,##0", size);
        }
        return sign + new BigDecimal(size).round(SHOWN).stripTrailingZeros().toPlainString();
    }

    /// For a column of figures, so that their points stand under each other; a value too small or too large for its
    /// column is shown as by [#of(double)].
    ///
    /// @param decimals how many the column has
    public static String figure(double value, int decimals) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e7 || (value != 0 && size < 0.5 * Math.pow(10, -decimals))) {
            return of(value);
        }
        return (value < 0 ? MINUS : "") + format(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals), size);
    }

    /// How far a value is from its base, such as `+0.012 (+4.1 %)`; empty where the question makes no sense.
    public static String delta(double base, double value) {
        double difference = value - base;
        if (!Double.isFinite(difference) || difference == 0) {
            return "";
        }
        var sign = difference > 0 ? "+" : MINUS;
        var absolute = sign + of(Math.abs(difference));
        if (base == 0) {
            return absolute;
        }
        double percent = Math.abs(difference / base) * 100;
        if (percent >= 1000) {
            return absolute;
        }
        var shown = percent < 0.05 ? "<0.1" : format(percent < 10 ? "0.0" : "0", percent);
        return absolute + " (" + (percent < 0.05 ? "" : sign) + shown + " %)";
    }

    private static String format(String pattern, double value) {
        var symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        // A narrow no-break space groups digits in every language.
        symbols.setGroupingSeparator('\u202F');
        var format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(value);
    }
}
