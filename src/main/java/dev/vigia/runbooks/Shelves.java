package dev.vigia.runbooks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The library as it is now.
@Component
class Shelves {

    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);

    record Now(Shelf shelf, Matching matching, RunbookRenderer renderer) {}

    private volatile Now now;

    /// @param sources those that come first win where two have a document of the same name
    Shelves(List<RunbookSource> sources) {
        now = of(new Shelf(read(sources)));
    }

    Now now() {
        return now;
    }

    private static Now of(Shelf shelf) {
        return new Now(
                shelf,
                new Matching(shelf, new LinkRules(List.of()), List.of("component", "service")),
                new RunbookRenderer(shelf));
    }

    private static List<Document> read(List<RunbookSource> sources) {
        var documents = new ArrayList<Document>();
        for (var source : sources) {
            try {
                source.read().forEach(file -> documents.add(Document.of(file, source.origin())));
            } catch (IOException e) {
                LOG.warn("The runbooks {} cannot be read", source.origin(), e);
            }
        }
        return documents;
    }
}
