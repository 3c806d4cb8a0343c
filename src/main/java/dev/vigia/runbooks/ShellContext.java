package dev.vigia.runbooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Follows a shell script far enough to know how a word must be quoted at a place in it: the same value needs other
/// quotes inside `"…"`, inside `'…'` and inside `"$(…)"`. Where it cannot be sure, only a word that is the same in
/// every place is let in.
///
/// @see "src/docs/decisions/0010-placeholders-in-commands.md"
final class ShellContext {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "ksh", "shell", "console", "shell-session");

    /// Means itself to any shell in any quotes, and to nearly every other language too.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,][A-Za-z0-9_./:@%+,=-]*");

    /// For other languages: no quotes, no escapes, nothing that ends a line.
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./:@%+,][A-Za-z0-9_./:@%+,= -]*");

    private enum In {
        COMMAND,
        SUBSHELL,
        DOUBLE,
        SINGLE,
        COMMENT,
        /// `${…}` as long as nothing in it is quoted.
        BRACES,
        /// Anything that is not followed here: here-documents, backticks, `$'…'`.
        UNSURE
    }

    private final Deque<In> open = new ArrayDeque<>();
    private char before = '\n';

    ShellContext() {
        open.push(In.COMMAND);
    }

    /// Without a language a block is taken for commands, which is the stricter reading.
    static boolean isShell(@Nullable String language) {
        return language == null || SHELLS.contains(language);
    }

    static boolean isHarmless(String value) {
        return HARMLESS.matcher(value).matches();
    }

    void read(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            i += step(text, i, to);
            before = text.charAt(Math.min(i, to - 1));
        }
    }

    /// A word was put here.
    void word() {
        before = 'w';
    }

    /// @return the value for this place, or null if it must not stand here
    @Nullable
    String quote(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        // A dash would make it an option; control and invisible characters can drive a terminal.
        if (value.startsWith("-") || value.codePoints().anyMatch(ShellContext::invisible)) {
            return null;
        }
        var word = "'" + value.replace("'", "'\\''") + "'";
        return switch (here()) {
            case COMMAND, SUBSHELL -> word;
            case DOUBLE -> "\"" + word + "\"";
            case SINGLE -> "'" + word + "'";
            case COMMENT, BRACES, UNSURE -> null;
        };
    }

    private static boolean invisible(int c) {
        var type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
    }

    private In here() {
        return open.getFirst();
    }

    /// @return how many more characters were taken with this one
    private int step(String text, int i, int to) {
        var c = text.charAt(i);
        var next = i + 1 < to ? text.charAt(i + 1) : '\0';
        return switch (here()) {
            case UNSURE -> 0;
            case BRACES -> {
                if (c == '}') {
                    open.pop();
                } else if ("'\"`$\\".indexOf(c) >= 0) {
                    unsure();
                }
                yield 0;
            }
            case SINGLE -> {
                if (c == '\'') {
                    open.pop();
                }
                yield 0;
            }
            case COMMENT -> {
                if (c == '\n') {
                    open.pop();
                }
                yield 0;
            }
            case DOUBLE -> inDouble(c, next);
            case COMMAND, SUBSHELL -> inCommand(c, next);
        };
    }

    private int inDouble(char c, char next) {
        switch (c) {
            case '\\' -> {
                return next == '\0' ? unsure() : 1;
            }
            case '"' -> open.pop();
            case '`' -> unsure();
            case '$' -> {
                return expansion(next);
            }
            default -> {}
        }
        return 0;
    }

    private int inCommand(char c, char next) {
        switch (c) {
            case '\\' -> {
                return next == '\0' ? unsure() : 1;
            }
            case '"' -> open.push(In.DOUBLE);
            case '\'' -> open.push(In.SINGLE);
            case '`' -> unsure();
            case '$' -> {
                return next == '\'' || next == '"' ? unsure() : expansion(next);
            }
            case '(' -> open.push(In.SUBSHELL);
            case ')' -> close();
            case '#' -> {
                if (Character.isWhitespace(before) || ";&|(".indexOf(before) >= 0) {
                    open.push(In.COMMENT);
                }
            }
            case '<' -> {
                if (next == '<') {
                    return unsure();
                }
            }
            default -> {}
        }
        return 0;
    }

    private int expansion(char next) {
        if (next == '(') {
            open.push(In.SUBSHELL);
            return 1;
        }
        if (next == '{') {
            open.push(In.BRACES);
            return 1;
        }
        // A placeholder may stand right behind: the value would be a variable's name.
        return next == '[' || next == '\0' ? unsure() : 0;
    }

    private void close() {
        if (here() == In.SUBSHELL) {
            open.pop();
        } else {
            unsure();
        }
    }

    private int unsure() {
        open.push(In.UNSURE);
        return 0;
    }
}
