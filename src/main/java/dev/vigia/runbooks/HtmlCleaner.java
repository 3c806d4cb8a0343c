package dev.vigia.runbooks;

import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// Lets through what a document needs and a page can bear. Everything is named that may stay; nothing loads, runs,
/// styles or submits.
final class HtmlCleaner {

    /// No heading of a document may pose as a part of the page that shows it.
    static final String ID_PREFIX = "rb-";

    private static final Safelist ALLOWED = new Safelist()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "div", "span")
            .addTags("ul", "ol", "li", "dl", "dt", "dd", "details", "summary")
            .addTags("em", "strong", "b", "i", "u", "del", "s", "mark", "small", "sub", "sup", "kbd", "code", "pre")
            .addTags("table", "thead", "tbody", "tr", "th", "td", "a")
            .addAttributes("ol", "start")
            .addAttributes("th", "align")
            .addAttributes("td", "align")
            .addAttributes("details", "open")
            .addAttributes("a", "href", "title", "id")
            .addAttributes("h1", "id")
            .addAttributes("h2", "id")
            .addAttributes("h3", "id")
            .addAttributes("h4", "id")
            .addAttributes("h5", "id")
            .addAttributes("h6", "id");

    private static final Safelist INLINE = new Safelist()
            .addTags("br", "span", "em", "strong", "b", "i", "u", "del", "s", "mark", "small", "sub", "sup")
            .addTags("kbd", "code", "a")
            .addAttributes("a", "href", "title");

    private static final Cleaner CLEANER = new Cleaner(ALLOWED);
    private static final Cleaner INLINE_CLEANER = new Cleaner(INLINE);

    private final Function<String, LinkTarget> links;

    /// @param links what becomes of an address that a document gives
    HtmlCleaner(Function<String, LinkTarget> links) {
        this.links = links;
    }

    String clean(String html) {
        return clean(html, CLEANER);
    }

    /// Without paragraphs and other blocks.
    String cleanInline(String html) {
        return clean(html, INLINE_CLEANER);
    }

    private String clean(String html, Cleaner cleaner) {
        var page = cleaner.clean(Jsoup.parseBodyFragment(html));
        page.outputSettings(new OutputSettings().prettyPrint(false));
        var body = page.body();
        for (var marked : body.select("[id]")) {
            marked.attr("id", ID_PREFIX + marked.id());
        }
        for (var anchor : body.select("a")) {
            direct(anchor);
        }
        return body.html();
    }

    private void direct(Element anchor) {
        var given = anchor.attr("href");
        anchor.removeAttr("href");
        switch (links.apply(given)) {
            case LinkTarget.Outside(var url) ->
                anchor.attr("href", url).attr("target", "_blank").attr("rel", "noopener noreferrer");
            case LinkTarget.Inside(var path) -> {
                anchor.attr("href", path).attr("router-link", true);
                // Beside an alert it leads to the heading there, not away from it.
                if (given.startsWith("#")) {
                    anchor.attr("data-here", true);
                }
            }
            case LinkTarget.Nowhere _ -> {}
        }
    }
}
