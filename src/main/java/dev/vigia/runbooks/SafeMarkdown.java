package dev.vigia.runbooks;

import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;

/// Markdown that a person typed, such as a comment, as HTML that cannot do harm: the same rules as for a runbook, but
/// no heading can be linked to, and links lead out of Vigía only.
public final class SafeMarkdown {

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(Markdown.EXTENSIONS)
            .softbreak("<br>")
            .build();
    private static final HtmlCleaner CLEANER = new HtmlCleaner(LinkTarget::outside);

    private SafeMarkdown() {}

    public static String html(String markdown) {
        var body = Jsoup.parseBodyFragment(
                        CLEANER.clean(RENDERER.render(Markdown.parse(markdown).root())))
                .body();
        body.select("[id]").removeAttr("id");
        return body.html();
    }
}
