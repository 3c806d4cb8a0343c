package dev.vigia.notify;

import dev.vigia.notify.Receiver.Kind;
import java.util.function.UnaryOperator;

/// Makes any text harmless in what is sent: it stays text, and calls nobody.
final class Escaping {

    private static final String MARKDOWN = "\\`*_{}[]()#+-.!|~$";
    private static final String WORD_JOINER = "\u2060";

    private Escaping() {}

    static UnaryOperator<String> of(Kind kind) {
        return switch (kind) {
            case SLACK -> Escaping::slack;
            // Runs of text in a card, and values in JSON, are never read as anything else.
            case TEAMS, WEBHOOK -> Escaping::plain;
            case GITHUB, GITLAB -> Escaping::markdown;
        };
    }

    /// The title of an issue is no markdown, and calls people all the same.
    static UnaryOperator<String> ofTitles(Kind kind) {
        return switch (kind) {
            case SLACK, TEAMS, WEBHOOK -> of(kind);
            case GITHUB, GITLAB -> text -> plain(text).replaceAll("[@#]", "$0" + WORD_JOINER);
        };
    }

    /// Without what databases, JSON readers and screens stumble over.
    static String plain(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                clean.appendCodePoint(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || isDirection(c)) {
                clean.append('\uFFFD');
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /// They would turn the rest of the line around.
    private static boolean isDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /// Its three characters: without `<` there is no link and no call to everybody.
    private static String slack(String text) {
        return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// A mention or a reference in an issue calls people and other issues even where its signs are escaped.
    private static String markdown(String text) {
        var escaped = new StringBuilder();
        plain(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '@', '#' -> escaped.appendCodePoint(c).append(WORD_JOINER);
                default -> {
                    if (MARKDOWN.indexOf(c) >= 0) {
                        escaped.append('\\');
                    }
                    escaped.appendCodePoint(c);
                }
            }
        });
        return escaped.toString();
    }
}
