package dev.vigia.drift.calculator;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigInteger;

/// Reads numbers as pandas does: decimal only, blanks around them, `inf` and `infinity` in any case. Rounded
/// correctly, which pandas' own fast parser is not.
final class NumberText {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int SURELY_LONG = 18;
    private static final long EXACT = 1L << 53;
    private static final double NEAR = 0x1p-30;

    private boolean integer;
    private boolean huge;

    /// @return NaN if it is no number
    double read(char[] text, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && blank(text[from])) {
            from++;
        }
        while (to > from && blank(text[to - 1])) {
            to--;
        }
        integer = false;
        huge = false;
        int at = from;
        boolean minus = at < to && text[at] == '-';
        if (minus || at < to && text[at] == '+') {
            at++;
        }
        int digitsFrom = at;
        long mantissa = 0;
        int significant = 0;
        while (at < to && digit(text[at])) {
            mantissa = mantissa * 10 + (text[at++] - '0');
            significant += mantissa == 0 ? 0 : 1;
        }
        int digits = at - digitsFrom;
        if (at == to) {
            return digits == 0 ? Double.NaN : whole(text, from, to, significant, minus ? -mantissa : mantissa);
        }
        int decimals = 0;
        if (text[at] == '.') {
            at++;
            while (at < to && digit(text[at])) {
                mantissa = mantissa * 10 + (text[at++] - '0');
                significant += mantissa == 0 ? 0 : 1;
                decimals++;
            }
        }
        if (digits + decimals == 0) {
            return infinite(text, digitsFrom, to, minus);
        }
        if (at == to && significant <= SURELY_LONG && decimals < POWERS.length) {
            double value = quotient(mantissa, POWERS[decimals]);
            if (!Double.isNaN(value)) {
                return minus ? -value : value;
            }
        }
        return at == to || exponent(text, at, to) ? JavaDoubleParser.parseDouble(text, from, to - from) : Double.NaN;
    }

    /// Divides an integer by an exact power of ten, rounded correctly: the first quotient is corrected by its
    /// remainder,
    /// which a fused multiplication gives exactly.
    ///
    /// @return NaN if the answer is so near the middle of two doubles that this cannot tell them apart
    private static double quotient(long mantissa, double power) {
        double high = mantissa;
        if (mantissa <= EXACT) {
            return high / power;
        }
        double low = mantissa - (long) high;
        double first = high / power;
        double correction = (Math.fma(-first, power, high) + low) / power;
        double value = first + correction;
        double left = Math.abs(correction - (value - first));
        double unit = Math.ulp(value);
        // Just below a power of two doubles are twice as near each other.
        return Math.abs(left - unit / 2) < unit * NEAR || Math.abs(left - unit / 4) < unit * NEAR ? Double.NaN : value;
    }

    private double whole(char[] text, int from, int to, int digits, long value) {
        integer = true;
        if (digits <= SURELY_LONG) {
            return value;
        }
        var exact = new BigInteger(new String(text, from, to - from));
        huge = exact.bitLength() >= Long.SIZE;
        return exact.doubleValue();
    }

    private static boolean exponent(char[] text, int from, int to) {
        int at = from;
        if (text[at] != 'e' && text[at] != 'E') {
            return false;
        }
        at++;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        while (at < to && digit(text[at])) {
            at++;
        }
        return at == to;
    }

    private static double infinite(char[] text, int from, int to, boolean minus) {
        int length = to - from;
        if (length == 3 || length == 8) {
            var word = new String(text, from, length);
            if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
                return minus ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
        }
        return Double.NaN;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean blank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /// Whether the last number had neither point nor exponent.
    boolean integer() {
        return integer;
    }

    /// Whether it was an integer of more than 64 bits.
    boolean huge() {
        return huge;
    }
}
