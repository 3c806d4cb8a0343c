package dev.vigia.runbooks;

import dev.vigia.runbooks.Block.Filled;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts an alert's labels where a document writes `{{instance}}`, as the place asks for: into a command as one quoted
/// word, into HTML as text, into an address encoded. What cannot safely stand in a place is left out of it.
final class Placeholders {

    /// Also in the form of Prometheus' own templates, `{{ $labels.instance }}`.
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*(?:\\$labels\\.|\\.Labels\\.)?([a-zA-Z_][a-zA-Z0-9_]*)\\s*}}");

    private static final Pattern ENCODED =
            Pattern.compile("%7B%7B(?:%20)*(?:\\$labels\\.|\\.Labels\\.)?([a-zA-Z_][a-zA-Z0-9_]*)(?:%20)*%7D%7D");

    private static final int LONGEST = 500;

    private final Map<String, String> labels;

    Placeholders(Map<String, String> labels) {
        this.labels = labels;
    }

    static List<String> namesIn(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    List<Block> fill(List<Block> blocks) {
        return blocks.stream().map(this::fill).toList();
    }

    private Block fill(Block block) {
        return switch (block) {
            case Block.Html(var html) -> new Block.Html(html(html));
            case Block.Step(var id, var html) -> new Block.Step(id, html(html));
            case Block.Code code -> code(code.language(), code.text());
            case Block.Fact(var name, var arguments, var source) -> fact(name, arguments, source);
            case Block.Details(var summary, var inside, var unfolded) ->
                new Block.Details(html(summary), fill(inside), unfolded);
        };
    }

    private Block.Fact fact(String name, Map<String, String> arguments, String source) {
        var filled = new LinkedHashMap<String, String>();
        arguments.forEach((key, value) -> filled.put(key, replace(PLACEHOLDER, value, Function.identity())));
        return new Block.Fact(name, filled, source);
    }

    /// In any text of the page: the value as text.
    String text(String text) {
        return replace(PLACEHOLDER, text, Function.identity());
    }

    /// Safe both between tags and inside a quoted attribute. Addresses have theirs encoded already.
    private String html(String html) {
        var text = replace(PLACEHOLDER, html, Placeholders::escape);
        return replace(
                ENCODED,
                text,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private String replace(Pattern pattern, String text, Function<String, String> form) {
        return pattern.matcher(text).replaceAll(found -> {
            var value = value(found);
            return Matcher.quoteReplacement(value == null ? found.group() : form.apply(value));
        });
    }

    private Block.Code code(@Nullable String language, String text) {
        var commands = ShellContext.isShell(language);
        var out = new StringBuilder();
        var filled = new ArrayList<Filled>();
        var seen = new HashMap<String, Filled>();
        var context = new ShellContext();
        var from = 0;
        var placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            context.read(text, from, placeholder.start());
            out.append(text, from, placeholder.start());
            from = placeholder.end();
            var value = value(placeholder.toMatchResult());
            var quoted = value == null
                    ? null
                    : commands ? context.quote(value) : ShellContext.isHarmless(value) ? value : null;
            out.append(quoted == null ? placeholder.group() : quoted);
            var entry = new Filled(placeholder.group(1), quoted == null ? null : value);
            if (!entry.equals(seen.put(entry.label(), entry))) {
                filled.add(entry);
            }
            // A filled word is closed in itself; what follows goes on where the document was.
            context.word();
        }
        out.append(text, from, text.length());
        return new Block.Code(language, out.toString(), filled);
    }

    private @Nullable String value(MatchResult found) {
        var value = labels.get(found.group(1));
        return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                // So that a value that looks like a placeholder is not taken for one.
                .replace("{", "&#123;")
                .replace("%", "&#37;");
    }
}
