package dev.vigia.runbooks;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which document an alert's link means. The configured rules first; then whatever any address has behind
/// `/runbooks/`, its last part, and a link that is nothing but a name.
final class LinkRules {

    private static final Pattern OURS = Pattern.compile("https?://[^/?#]+(?:/[^?#]*)?/runbooks/([^?#]+)");
    private static final Pattern LAST = Pattern.compile("https?://[^/?#]+/(?:[^?#]*/)?([^/?#]+)/?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w./-]*");

    /// @param url as it is in the alert, where each `*` stands for anything
    /// @param name of the document; `$1` is what the first `*` stood for
    record Rule(String url, String name) {}

    /// @param anchor what the link has behind `#`
    record Target(String name, @Nullable String anchor) {}

    private final List<Function<String, Stream<String>>> rules;

    LinkRules(List<Rule> rules) {
        this.rules = Stream.concat(
                        rules.stream().map(LinkRules::compiled),
                        Stream.of(by(OURS, "$1"), by(LAST, "$1"), by(NAME, "$0")))
                .toList();
    }

    Stream<Target> names(String link) {
        var hash = link.indexOf('#');
        var address = hash < 0 ? link : link.substring(0, hash);
        var anchor = hash < 0 || hash == link.length() - 1 ? null : link.substring(hash + 1);
        // The whole link too, for a rule may have its own use for what follows the hash.
        return rules.stream()
                .flatMap(rule -> Stream.concat(rule.apply(link), hash < 0 ? Stream.empty() : rule.apply(address)))
                .map(name -> new Target(Document.nameOf(name.replaceAll("^/+|/+$", "")), anchor));
    }

    private static Function<String, Stream<String>> compiled(Rule rule) {
        var pattern = Stream.of(rule.url().split("\\*", -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + "(.*?)" + after)
                .orElse("");
        return by(Pattern.compile(pattern), rule.name());
    }

    private static Function<String, Stream<String>> by(Pattern pattern, String name) {
        return link -> {
            var found = pattern.matcher(link);
            return found.matches() ? Stream.of(found.replaceFirst(name)) : Stream.empty();
        };
    }
}
