package dev.vigia.runbooks;

import dev.vigia.platform.ChangeTicker;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The library as it is now, in memory. What a place last had stays when it cannot be read any more.
@Component
class Shelves {

    /// The topic of the change ticker for everything about the library.
    static final String TOPIC = "runbooks";

    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);
    private static final int MOST_DOCUMENTS = 5000;

    record Now(Shelf shelf, Matching matching, RunbookRenderer renderer) {}

    /// What a place had when it was last read, and how it does.
    private record Kept(
            List<RunbookFile> files,
            @Nullable Instant lastGoodAt,
            @Nullable String error) {}

    private static final Kept NEVER = new Kept(List.of(), null, null);

    private final List<RunbookSource> sources;
    private final List<LinkRules.Rule> rewrites;
    private final List<String> componentLabels;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final Map<RunbookSource, Kept> kept = new LinkedHashMap<>();
    private volatile Now now;
    private volatile List<RunbookOrigin> origins = List.of();

    Shelves(RunbookPlaces places, RunbookSettings settings, ChangeTicker ticker, Clock clock) {
        this.sources = List.copyOf(places.sources());
        this.rewrites = settings.rewrites().stream()
                .map(rewrite -> new LinkRules.Rule(rewrite.url(), rewrite.name()))
                .toList();
        this.componentLabels = List.copyOf(settings.componentLabels());
        this.ticker = ticker;
        this.clock = clock;
        now = of(Shelf.EMPTY);
        read();
    }

    Now now() {
        return now;
    }

    List<RunbookOrigin> origins() {
        return origins;
    }

    boolean canChange() {
        return sources.stream().anyMatch(RunbookSource::canChange);
    }

    /// Looks at every place again; open screens follow if anything is different.
    void refresh() {
        if (read()) {
            ticker.changed(TOPIC);
        }
    }

    /// @return whether anything is different
    private synchronized boolean read() {
        var files = sources.stream().map(source -> last(source).files()).toList();
        var errors = sources.stream().map(source -> last(source).error()).toList();
        for (var source : sources) {
            kept.put(source, read(source, last(source)));
        }
        var sameFiles = files.equals(
                sources.stream().map(source -> last(source).files()).toList());
        var sameErrors = errors.equals(
                sources.stream().map(source -> last(source).error()).toList());
        if (!sameFiles) {
            now = of(new Shelf(documents()));
        }
        var shelf = now.shelf();
        origins = sources.stream().map(source -> origin(source, shelf)).toList();
        return !sameFiles || !sameErrors;
    }

    private Kept last(RunbookSource source) {
        return kept.getOrDefault(source, NEVER);
    }

    private Kept read(RunbookSource source, Kept last) {
        try {
            var files = source.read();
            return new Kept(
                    files.equals(last.files())
                            ? last.files()
                            : files.stream().limit(MOST_DOCUMENTS).toList(),
                    clock.instant(),
                    null);
        } catch (IOException | RuntimeException e) {
            var sentence = e instanceof IOException && e.getMessage() != null
                    ? e.getMessage()
                    : "It cannot be read; the log has the details.";
            if (!sentence.equals(last.error())) {
                LOG.warn("The runbooks of {} cannot be read", source.origin(), e);
            }
            return new Kept(last.files(), last.lastGoodAt(), sentence);
        }
    }

    private List<Document> documents() {
        var documents = new ArrayList<Document>();
        kept.forEach((source, one) -> one.files().forEach(file -> documents.add(Document.of(file, source.origin()))));
        return documents;
    }

    private RunbookOrigin origin(RunbookSource source, Shelf shelf) {
        var one = last(source);
        var documents = shelf.runbooks().stream()
                .filter(document -> document.runbook().origin().equals(source.origin()))
                .count();
        return new RunbookOrigin(source.origin(), (int) documents, one.lastGoodAt(), one.error());
    }

    private Now of(Shelf shelf) {
        return new Now(
                shelf, new Matching(shelf, new LinkRules(rewrites), componentLabels), new RunbookRenderer(shelf));
    }
}
