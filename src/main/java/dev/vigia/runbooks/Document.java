package dev.vigia.runbooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;

/// A runbook with what only its file and its parsed text say.
///
/// @param components the parts of a system it is for, from the front matter
record Document(Runbook runbook, RunbookFile file, Markdown parsed, FrontMatter front, List<String> components) {

    private static final Pattern DURATION =
            Pattern.compile("(?i)(\\d{1,5})\\s*(s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\\b");
    private static final Pattern TITLE_MARK = Pattern.compile("^\\P{L}*(?:Runbook:\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALERT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static Document of(RunbookFile file, String origin) {
        var front = FrontMatter.split(file.text());
        var parsed = Markdown.parse(front.body());
        var summary = parsed.summary();
        var name = nameOf(file.path());
        var title = first(front, "title")
                .or(() -> parsed.sections().stream()
                        .filter(section -> section.level() == 1)
                        .findFirst()
                        .map(section -> section.text()))
                .orElse(name);
        var runbook = new Runbook(
                name,
                title,
                alerts(front, summary, title),
                text(front, summary, "severity").flatMap(Document::severity).orElse(null),
                text(front, summary, "response-time", "response time", "sla", "respond within")
                        .flatMap(Document::duration)
                        .orElse(null),
                text(front, summary, "owner", "owners", "on-call", "team").orElse(null),
                front.body(),
                Hashes.sha256(file.path() + "\0" + file.text()),
                origin);
        return new Document(
                runbook,
                file,
                parsed,
                front,
                Stream.of("component", "components")
                        .flatMap(key -> front.values().getOrDefault(key, List.of()).stream())
                        .toList());
    }

    static String nameOf(String path) {
        return path.endsWith(".md") ? path.substring(0, path.length() - 3) : path;
    }

    /// The name without its folders.
    String lastName() {
        return runbook.name().substring(runbook.name().lastIndexOf('/') + 1);
    }

    static Optional<Duration> duration(String text) {
        var found = DURATION.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        var number = Long.parseLong(found.group(1));
        return Optional.of(
                switch (Character.toLowerCase(found.group(2).charAt(0))) {
                    case 's' -> Duration.ofSeconds(number);
                    case 'm' -> Duration.ofMinutes(number);
                    case 'h' -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    private static Optional<String> severity(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .findFirst();
    }

    private static List<String> alerts(FrontMatter front, Map<String, Node> summary, String title) {
        var named = Stream.of("alert", "alerts")
                .flatMap(key -> front.values().getOrDefault(key, List.of()).stream())
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        var cell = summary.getOrDefault("alert", summary.get("alerts"));
        if (cell != null) {
            return namesIn(cell);
        }
        var plain = TITLE_MARK.matcher(title).replaceFirst("");
        return ALERT_NAME.matcher(plain).matches() ? List.of(plain) : List.of();
    }

    private static List<String> namesIn(Node cell) {
        var names = new ArrayList<String>();
        cell.accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                names.add(code.getLiteral().strip());
            }
        });
        return names.isEmpty()
                ? Arrays.stream(Markdown.textOf(cell).split("[,\\s]+"))
                        .filter(name -> ALERT_NAME.matcher(name).matches())
                        .toList()
                : names;
    }

    private static Optional<String> text(FrontMatter front, Map<String, Node> summary, String... keys) {
        return first(front, keys)
                .or(() -> Arrays.stream(keys)
                        .flatMap(key -> Stream.ofNullable(summary.get(key)))
                        .map(Markdown::textOf)
                        .filter(text -> !text.isBlank())
                        .findFirst());
    }

    private static Optional<String> first(FrontMatter front, String... keys) {
        return Arrays.stream(keys)
                .flatMap(key -> front.values().getOrDefault(key, List.of()).stream())
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
