package dev.vigia.integrity;

import dev.vigia.versions.TreeValue;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/// When two values count as one: numbers within a relative 1e-6, texts as texts unless both are numbers.
final class Values {

    static final double TOLERANCE = 1e-6;

    private static final Set<String> NOTHING = Set.of("none", "null", "~");

    private Values() {}

    static OptionalDouble number(TreeValue value) {
        var number = value.number();
        return number != null ? OptionalDouble.of(number) : number(value.text());
    }

    /// NaN is NaN here: both sides say that training gave no number. SQL stores of MLflow keep an infinity as the
    /// largest double.
    static boolean sameNumber(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) && Double.isNaN(other);
        }
        if (endless(one) || endless(other)) {
            return endless(one) && endless(other) && Math.signum(one) == Math.signum(other);
        }
        return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
    }

    static boolean sameText(TreeValue atTag, String inRun) {
        var one = atTag.text().strip();
        var other = inRun.strip();
        if (one.equals(other)) {
            return true;
        }
        var left = booleanOrNothing(one);
        if (!left.isEmpty()) {
            return left.equals(booleanOrNothing(other));
        }
        var number = number(one);
        var otherNumber = number(other);
        return number.isPresent()
                && otherNumber.isPresent()
                && exactly(number.getAsDouble(), otherNumber.getAsDouble());
    }

    /// As a person writes it: `6` rather than `6.0`.
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /// A parameter is chosen, not measured: no tolerance beyond the way a number is written.
    private static boolean exactly(double one, double other) {
        return one == other || (Double.isNaN(one) && Double.isNaN(other));
    }

    private static boolean endless(double value) {
        return Math.abs(value) >= Double.MAX_VALUE;
    }

    private static String booleanOrNothing(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (NOTHING.contains(lower)) {
            return "none";
        }
        return lower.equals("true") || lower.equals("false") ? lower : "";
    }

    /// Java's own parser also takes `1d` and `0x1p3`, which nobody means as numbers.
    private static OptionalDouble number(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "nan", ".nan" -> {
                return OptionalDouble.of(Double.NaN);
            }
            case "inf", "infinity", ".inf", "+inf" -> {
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            }
            case "-inf", "-infinity", "-.inf" -> {
                return OptionalDouble.of(Double.NEGATIVE_INFINITY);
            }
            default -> {
                if (lower.isEmpty() || lower.length() > 400 || !lower.chars().allMatch(Values::inNumber)) {
                    return OptionalDouble.empty();
                }
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(lower));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static boolean inNumber(int character) {
        return character >= '0' && character <= '9' || "+-.e".indexOf(character) >= 0;
    }
}
