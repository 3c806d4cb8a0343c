package dev.vigia.alerts;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conditions on labels as PromQL and Alertmanager write them: `alertname="X", severity=~"critical|warning"`, with or
/// without braces. All must hold; a label that an alert does not have is empty. Expressions match in time linear to
/// the text, whatever they are.
public record LabelMatchers(List<Matcher> all) {

    public static final LabelMatchers ALL = new LabelMatchers(List.of());

    /// Most expressions are a choice of words, as in `critical|warning`; those need no machine.
    private static final java.util.regex.Pattern WORDS =
            java.util.regex.Pattern.compile("[\\w @:/-]+(\\|[\\w @:/-]+)*+");

    private static final int LONGEST = 4_000;
    private static final int MOST = 50;

    /// How a label's value is compared, in the order in which they are told apart.
    public enum Operator {
        MATCHES("=~"),
        DIFFERS_FROM_MATCH("!~"),
        NOT_EQUAL("!="),
        EQUAL("=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public boolean isRegex() {
            return this == MATCHES || this == DIFFERS_FROM_MATCH;
        }

        public boolean isNegative() {
            return this == NOT_EQUAL || this == DIFFERS_FROM_MATCH;
        }
    }

    /// @param pattern null unless the operator takes an expression, and one that is more than words to choose from
    public record Matcher(
            String label,
            Operator operator,
            String value,
            @Nullable Pattern pattern) {

        /// @throws IllegalArgumentException if the value is an expression that cannot be read
        public static Matcher of(String label, Operator operator, String value) {
            try {
                var isPattern = operator.isRegex() && !WORDS.matcher(value).matches();
                return new Matcher(label, operator, value, isPattern ? Pattern.compile(value) : null);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "\"" + shortened(value) + "\" is no expression: " + e.getDescription() + ".");
            }
        }

        boolean matches(Map<String, String> labels) {
            var actual = labels.getOrDefault(label, "");
            var equal = pattern != null
                    ? pattern.matches(actual)
                    : operator.isRegex() ? isOneOfTheWords(actual) : actual.equals(value);
            return equal != operator.isNegative();
        }

        private boolean isOneOfTheWords(String actual) {
            return actual.indexOf('|') < 0 && ('|' + value + '|').contains('|' + actual + '|');
        }

        /// As it would be written.
        public String text() {
            return label
                    + operator.sign
                    + '"'
                    + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                    + '"';
        }
    }

    public LabelMatchers {
        all = List.copyOf(all);
    }

    /// @param text empty for no condition
    /// @throws IllegalArgumentException if it cannot be read; the message says where and why
    public static LabelMatchers parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("A filter has at most " + LONGEST + " characters.");
        }
        return new LabelMatchers(new Reader(text.strip()).matchers());
    }

    public boolean matches(Map<String, String> labels) {
        for (Matcher matcher : all) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public LabelMatchers and(Matcher matcher) {
        var more = new ArrayList<>(all);
        more.add(matcher);
        return new LabelMatchers(more);
    }

    /// As it would be written; empty for no condition.
    public String text() {
        return all.stream().map(Matcher::text).collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /// Reads from left to right and never back.
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<Matcher> matchers() {
            var braces = take("{");
            var matchers = new ArrayList<Matcher>();
            spaces();
            while (at < text.length() && text.charAt(at) != '}') {
                if (matchers.size() == MOST) {
                    throw new IllegalArgumentException("A filter has at most " + MOST + " conditions.");
                }
                matchers.add(matcher());
                spaces();
                if (!take(",")) {
                    break;
                }
                spaces();
            }
            if (braces && !take("}")) {
                throw expected("}");
            }
            spaces();
            if (at < text.length()) {
                throw expected(matchers.isEmpty() ? "a label's name" : "a comma");
            }
            return matchers;
        }

        private Matcher matcher() {
            var label = text.charAt(at) == '"' ? quoted() : word();
            spaces();
            for (Operator operator : Operator.values()) {
                if (take(operator.sign)) {
                    spaces();
                    var quote = at < text.length() && "\"'`".indexOf(text.charAt(at)) >= 0;
                    return Matcher.of(label, operator, quote ? quoted() : bare());
                }
            }
            throw expected("=, !=, =~ or !~");
        }

        private String word() {
            var from = at;
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
            if (at == from) {
                throw expected("a label's name");
            }
            return text.substring(from, at);
        }

        private static boolean isName(char c) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == ':'
                    || c == '.'
                    || c == '-';
        }

        /// Up to the next comma, for those who leave out the quotes.
        private String bare() {
            var from = at;
            while (at < text.length() && ",} =".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == from) {
                throw expected("a value in quotes");
            }
            return text.substring(from, at);
        }

        private String quoted() {
            var quote = text.charAt(at++);
            var value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                var c = text.charAt(at++);
                if (c == '\\' && quote != '`' && at < text.length()) {
                    var escaped = text.charAt(at++);
                    switch (escaped) {
                        case 'n' -> value.append('\n');
                        case 't' -> value.append('\t');
                        case '"', '\'', '\\' -> value.append(escaped);
                        // Expressions are full of others; asking for them to be doubled helps nobody.
                        default -> value.append('\\').append(escaped);
                    }
                } else {
                    value.append(c);
                }
            }
            if (at >= text.length()) {
                throw expected("a closing " + quote);
            }
            at++;
            return value.toString();
        }

        private boolean take(String sign) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return true;
            }
            return false;
        }

        private void spaces() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException expected(String what) {
            var found = at >= text.length() ? "its end" : "\"" + shortened(text.substring(at)) + "\"";
            return new IllegalArgumentException(
                    "The filter has " + found + " at character " + (at + 1) + " where " + what + " is expected.");
        }
    }
}
