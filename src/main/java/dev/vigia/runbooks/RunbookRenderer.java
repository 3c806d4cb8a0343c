package dev.vigia.runbooks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Renders each document once for as long as the library stays as it is; an alert's labels are filled in afterwards.
final class RunbookRenderer {

    private static final int MOST_KEPT = 2000;

    private final Shelf shelf;
    private final Map<String, List<Block>> rendered = new ConcurrentHashMap<>();

    /// @param shelf what relative links may lead to
    RunbookRenderer(Shelf shelf) {
        this.shelf = shelf;
    }

    RenderedRunbook render(Document document, Map<String, String> labels) {
        if (rendered.size() > MOST_KEPT) {
            rendered.clear();
        }
        var blocks = rendered.computeIfAbsent(document.runbook().hash(), _ -> blocks(document));
        return new RenderedRunbook(new Placeholders(labels).fill(blocks));
    }

    private List<Block> blocks(Document document) {
        var cleaner = new HtmlCleaner(address -> LinkTarget.of(address, document, shelf));
        return Blocks.of(document.parsed(), cleaner);
    }
}
