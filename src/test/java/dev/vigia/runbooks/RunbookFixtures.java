package dev.vigia.runbooks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Documents and shelves for tests.
final class RunbookFixtures {

    private RunbookFixtures() {}

    static Document document(String path, String text) {
        return Document.of(new RunbookFile(path, text), "a test");
    }

    static Shelf shelf(Document... documents) {
        return new Shelf(Arrays.asList(documents));
    }

    static List<Block> render(String markdown) {
        return render(markdown, Map.of());
    }

    static List<Block> render(String markdown, Map<String, String> labels) {
        var document = document("tested.md", markdown);
        return new RunbookRenderer(shelf(document)).render(document, labels).blocks();
    }

    /// The HTML of all blocks that are nothing but HTML.
    static String html(String markdown) {
        var html = new StringBuilder();
        render(markdown).forEach(block -> {
            if (block instanceof Block.Html(var text)) {
                html.append(text);
            }
        });
        return html.toString();
    }
}
