package dev.vigia.drift.calculator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the fields of one column as they come and finds out what pandas would make of them. A column that begins with
/// numbers and then has a word holds labels throughout: it is lost, and has to be read once more as labels.
final class ColumnBuilder {

    /// What pandas takes for missing.
    private static final Set<String> MISSING = Set.of(
            "",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "-NaN",
            "-nan",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
            "NULL",
            "NaN",
            "None",
            "n/a",
            "nan",
            "null");
    private static final int LONGEST_MISSING = 9;
    private static final int LONGEST_TEXT = 100;
    private static final String TRUE = "true";
    private static final String FALSE = "false";

    private enum Kind {
        UNDECIDED,
        NUMBER,
        BOOLEAN,
        LABEL,
        LOST
    }

    private final String name;
    private final KeyCounts values;
    private final NumberText numbers = new NumberText();
    private final Map<Long, String> texts = new HashMap<>();
    private Kind kind = Kind.UNDECIDED;
    private boolean fraction;
    private boolean huge;
    private long rows;
    private long missing;
    private long infinite;
    private char @Nullable [] smallest;

    ColumnBuilder(String name, KeyCounts values, boolean labels) {
        this.name = name;
        this.values = values;
        if (labels) {
            kind = Kind.LABEL;
        }
    }

    void add(char[] text, int offset, int length) {
        rows++;
        switch (kind) {
            case NUMBER -> {
                double value = numbers.read(text, offset, length);
                if (!Double.isNaN(value)) {
                    take(value, numbers.integer(), numbers.huge());
                } else if (missing(text, offset, length)) {
                    missing++;
                } else {
                    kind = Kind.LOST;
                }
            }
            case LABEL -> {
                if (missing(text, offset, length)) {
                    missing++;
                } else {
                    label(text, offset, length);
                }
            }
            case UNDECIDED -> {
                if (missing(text, offset, length)) {
                    missing++;
                } else {
                    decide(text, offset, length);
                }
            }
            case BOOLEAN -> {
                var truth = truth(text, offset, length);
                if (truth != null) {
                    values.add(Keys.ofNumber(truth ? 1 : 0));
                } else if (missing(text, offset, length)) {
                    missing++;
                } else {
                    kind = Kind.LOST;
                }
            }
            case LOST -> {}
        }
    }

    private void decide(char[] text, int offset, int length) {
        double value = numbers.read(text, offset, length);
        var truth = truth(text, offset, length);
        if (!Double.isNaN(value)) {
            kind = Kind.NUMBER;
            take(value, numbers.integer(), numbers.huge());
        } else if (truth != null) {
            kind = Kind.BOOLEAN;
            values.add(Keys.ofNumber(truth ? 1 : 0));
        } else {
            kind = Kind.LABEL;
            label(text, offset, length);
        }
    }

    /// Takes a number that was not text, or a missing value if it is NaN.
    void addNumber(double value, boolean integer) {
        rows++;
        if (Double.isNaN(value)) {
            missing++;
        } else {
            kind = Kind.NUMBER;
            take(value, integer, false);
        }
    }

    void addMissing() {
        rows++;
        missing++;
    }

    void addBoolean(boolean value) {
        rows++;
        kind = Kind.BOOLEAN;
        values.add(Keys.ofNumber(value ? 1 : 0));
    }

    void addLabel(String label) {
        rows++;
        kind = Kind.LABEL;
        label(label.toCharArray(), 0, label.length());
    }

    private void take(double value, boolean integer, boolean large) {
        fraction |= !integer;
        huge |= large;
        if (Double.isInfinite(value)) {
            infinite++;
        } else {
            values.add(Keys.ofNumber(value));
        }
    }

    private void label(char[] text, int offset, int length) {
        long key = Keys.ofLabel(text, offset, length);
        if (values.add(key)) {
            texts.put(key, new String(text, offset, Math.min(length, LONGEST_TEXT)));
            keepSmallest(text, offset, length);
        } else if (values.many()) {
            keepSmallest(text, offset, length);
        }
    }

    private void keepSmallest(char[] text, int offset, int length) {
        if (smallest == null || Arrays.compare(text, offset, offset + length, smallest, 0, smallest.length) < 0) {
            smallest = Arrays.copyOfRange(text, offset, offset + length);
        }
    }

    private static boolean missing(char[] text, int offset, int length) {
        if (length == 0) {
            return true;
        }
        if (length > LONGEST_MISSING) {
            return false;
        }
        // Most labels are told apart from these words by two letters, without a text object.
        boolean possible = switch (text[offset]) {
            case '#', '-', '1', '<' -> true;
            case 'N', 'n' -> length > 1 && "/AUao".indexOf(text[offset + 1] == 'u' ? 'U' : text[offset + 1]) >= 0;
            default -> false;
        };
        return possible && MISSING.contains(new String(text, offset, length));
    }

    private static @Nullable Boolean truth(char[] text, int offset, int length) {
        if (length == TRUE.length() && matches(text, offset, TRUE)) {
            return true;
        }
        return length == FALSE.length() && matches(text, offset, FALSE) ? false : null;
    }

    private static boolean matches(char[] text, int offset, String word) {
        for (int i = 0; i < word.length(); i++) {
            // The bit in which a letter's two cases differ.
            if ((text[offset + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean lost() {
        return kind == Kind.LOST;
    }

    String name() {
        return name;
    }

    Column build() {
        values.sort();
        return new Column(
                name,
                storage(),
                rows,
                missing,
                infinite,
                values,
                values.many() ? Map.of() : Map.copyOf(texts),
                smallest == null ? null : new String(smallest));
    }

    private Storage storage() {
        return switch (kind) {
            case UNDECIDED, LOST -> Storage.NOTHING;
            case LABEL -> rows == missing ? Storage.NOTHING : Storage.LABEL;
            case BOOLEAN -> missing > 0 ? Storage.BOOLEAN_WITH_GAPS : Storage.BOOLEAN;
            case NUMBER -> {
                if (huge && !fraction) {
                    yield Storage.HUGE_INTEGER;
                }
                if (fraction) {
                    yield Storage.DOUBLE;
                }
                yield missing > 0 ? Storage.INTEGER_WITH_GAPS : Storage.INTEGER;
            }
        };
    }
}
