package dev.vigia.versions.dvc;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an unquoted YAML 1.2 scalar means, by the rules of the reader DVC uses.
final class YamlScalar {

    static final Set<String> STANDARD = Set.of("int", "float", "bool", "null", "timestamp");

    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?"
            + "|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\\.[0-9_]+(?:[eE][-+][0-9]+)?");
    private static final Pattern INT = Pattern.compile("[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9_]+)");
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d"
                    + "|\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?");

    /// Python refuses longer ones too.
    private static final int MAX_DIGITS = 4300;

    /// A date or time, kept as it was written: nothing is ever computed with it.
    record Date(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private YamlScalar() {}

    static @Nullable Object resolve(String text) {
        if (text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        return switch (first) {
            case '~' -> text.length() == 1 ? null : text;
            case 'n', 'N' -> text.equals("null") || text.equals("Null") || text.equals("NULL") ? null : text;
            case 't', 'T' ->
                text.equals("true") || text.equals("True") || text.equals("TRUE") ? (Object) Boolean.TRUE : text;
            case 'f', 'F' ->
                text.equals("false") || text.equals("False") || text.equals("FALSE") ? (Object) Boolean.FALSE : text;
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.' -> number(text);
            default -> text;
        };
    }

    private static Object number(String text) {
        if (text.length() > MAX_DIGITS) {
            return text;
        }
        if (isPlainInt(text)) {
            return Long.valueOf(text);
        }
        if (!hasOnlyNumberCharacters(text)) {
            return text;
        }
        if (FLOAT.matcher(text).matches()) {
            String digits = text.replace("_", "");
            return digits.equals(".") || digits.equals("-.") || digits.equals("+.") ? text : Double.valueOf(digits);
        }
        if (INT.matcher(text).matches()) {
            return integer(text);
        }
        return switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> (Object) Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> (Object) Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> (Object) Double.NaN;
            default -> DATE.matcher(text).matches() ? new Date(text) : text;
        };
    }

    private static boolean isPlainInt(String text) {
        if (text.length() > 18) {
            return false;
        }
        int from = text.charAt(0) == '-' ? 1 : 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    /// Keeps hashes, versions and file names away from the expressions.
    private static boolean hasOnlyNumberCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = c >= '0' && c <= '9'
                    || "+-._:eExob \tTtZinfINFaAN".indexOf(c) >= 0
                    || c >= 'a' && c <= 'f'
                    || c >= 'A' && c <= 'F';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = 10;
        if (digits.startsWith("0b")) {
            radix = 2;
        } else if (digits.startsWith("0o")) {
            radix = 8;
        } else if (digits.startsWith("0x")) {
            radix = 16;
        }
        digits = radix == 10 ? digits : digits.substring(2);
        if (digits.isEmpty()) {
            return text;
        }
        BigInteger value = new BigInteger(digits, radix);
        value = negative ? value.negate() : value;
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }
}
