package dev.vigia.runbooks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/// Turns a parsed document into blocks: what can be ticked, copied, asked or unfolded stands alone, all the rest is
/// sanitized HTML. Placeholders are still in place.
final class Blocks {

    /// The language of a fenced block that asks Vigía.
    static final String FACT_LANGUAGE = "vigia";

    private static final Pattern DETAILS = Pattern.compile(
            "\\A\\s*<details(?<attributes>[^>]*)>\\s*(?:<summary[^>]*>(?<summary>.*?)</summary>)?(?<rest>.*)\\z",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int DEEPEST_FOLD = 20;
    private static final Pattern DETAILS_END = Pattern.compile("</details\\s*>", Pattern.CASE_INSENSITIVE);

    /// One that waits for its end.
    private record Unfolding(String summaryHtml, boolean unfolded, List<Block> blocks) {}

    private final Markdown document;
    private final HtmlCleaner cleaner;
    private final HtmlRenderer html;
    private final StringBuilder waiting = new StringBuilder();
    private final List<Unfolding> unfolding = new ArrayList<>();
    private final Map<String, Integer> sameSteps = new HashMap<>();
    private String section = "";

    private Blocks(Markdown document, HtmlCleaner cleaner) {
        this.document = document;
        this.cleaner = cleaner;
        this.html = HtmlRenderer.builder()
                .extensions(Markdown.EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading) {
                        attributes.put("id", document.section(heading).anchor());
                    }
                })
                .build();
        unfolding.add(new Unfolding("", true, new ArrayList<>()));
    }

    static List<Block> of(Markdown document, HtmlCleaner cleaner) {
        var blocks = new Blocks(document, cleaner);
        blocks.children(document.root());
        while (blocks.unfolding.size() > 1) {
            blocks.fold();
        }
        blocks.flush();
        return blocks.here();
    }

    private List<Block> here() {
        return unfolding.getLast().blocks();
    }

    private void children(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node);
        }
    }

    private void block(Node node) {
        switch (node) {
            case Heading heading -> {
                section = document.section(heading).text();
                waiting.append(html.render(heading));
            }
            case FencedCodeBlock code -> code(code.getInfo(), code.getLiteral());
            case IndentedCodeBlock code -> code(null, code.getLiteral());
            case HtmlBlock raw -> raw(raw);
            case ListBlock list when holdsMoreThanText(list) -> list(list);
            default -> waiting.append(html.render(node));
        }
    }

    private void add(Block block) {
        flush();
        here().add(block);
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            var clean = cleaner.clean(waiting.toString());
            waiting.setLength(0);
            if (!clean.isBlank()) {
                here().add(new Block.Html(clean));
            }
        }
    }

    private void code(@Nullable String info, String literal) {
        var language = info == null || info.isBlank()
                ? null
                : info.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
        if (FACT_LANGUAGE.equals(language)) {
            FactLine.all(literal).forEach(line -> add(new Block.Fact(line.name(), line.arguments(), line.source())));
        } else {
            add(new Block.Code(language, literal.stripTrailing(), List.of()));
        }
    }

    private void raw(HtmlBlock raw) {
        var text = raw.getLiteral();
        var details = DETAILS.matcher(text);
        var end = DETAILS_END.matcher(text);
        if (details.matches() && unfolding.size() < DEEPEST_FOLD) {
            flush();
            var summary = details.group("summary");
            unfolding.add(new Unfolding(
                    cleaner.cleanInline(summary == null ? "Details" : summary),
                    details.group("attributes").toLowerCase(Locale.ROOT).contains("open"),
                    new ArrayList<>()));
            var rest = details.group("rest");
            waiting.append(DETAILS_END.matcher(rest).replaceAll(""));
            if (end.find()) {
                fold();
            }
        } else if (end.find() && unfolding.size() > 1) {
            waiting.append(text, 0, end.start());
            fold();
            waiting.append(text, end.end(), text.length());
        } else {
            waiting.append(text);
        }
    }

    private void fold() {
        flush();
        var done = unfolding.removeLast();
        here().add(new Block.Details(done.summaryHtml(), done.blocks(), done.unfolded()));
    }

    /// A list with tasks or code in it comes apart, so that each of them can stand alone.
    private void list(ListBlock list) {
        var number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item.getFirstChild() instanceof TaskListItemMarker marker) {
                step(marker);
            } else {
                var first = item.getFirstChild();
                var tag = list instanceof BulletList ? "<ul>" : "<ol start=\"" + number + "\">";
                var end = list instanceof BulletList ? "</ul>" : "</ol>";
                waiting.append(tag).append("<li>");
                var rest = first;
                if (first instanceof Paragraph paragraph) {
                    waiting.append(inline(paragraph));
                    rest = first.getNext();
                }
                waiting.append("</li>").append(end);
                following(rest);
            }
            number++;
        }
    }

    private void step(TaskListItemMarker marker) {
        var body = marker.getNext();
        if (body == null) {
            return;
        }
        var text = Markdown.textOf(body);
        var place = section + "\0" + text;
        var same = sameSteps.merge(place, 1, Integer::sum);
        var id = Hashes.sha256(place + "\0" + same).substring(0, 12);
        add(new Block.Step(id, cleaner.cleanInline(body instanceof Paragraph ? inline(body) : html.render(body))));
        following(body.getNext());
    }

    private void following(@Nullable Node first) {
        for (var node = first; node != null; node = node.getNext()) {
            block(node);
        }
    }

    private String inline(Node paragraph) {
        var text = new StringBuilder();
        for (var node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            text.append(html.render(node));
        }
        return text.toString();
    }

    private static boolean holdsMoreThanText(ListBlock list) {
        var found = new boolean[1];
        list.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                found[0] = true;
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                found[0] = true;
            }

            @Override
            public void visit(CustomNode node) {
                found[0] |= node instanceof TaskListItemMarker;
                visitChildren(node);
            }
        });
        return found[0];
    }
}
