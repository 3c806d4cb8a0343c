package dev.vigia.runbooks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Door to the runbooks: what there is, which one an alert means, and how it is shown.
@Service
public class RunbookLibrary {

    private final Shelves shelves;

    RunbookLibrary(Shelves shelves) {
        this.shelves = shelves;
    }

    /// @param name in any capitals
    public Optional<Runbook> find(String name) {
        return shelves.now().shelf().named(name).map(Document::runbook);
    }

    /// By name, without the index and the template.
    public List<RunbookSummary> list() {
        return shelves.now().shelf().runbooks().stream()
                .map(document -> document.runbook().summary())
                .toList();
    }

    /// The runbook for an alert, or what there is instead of one.
    public RunbookMatch match(Map<String, String> labels, Map<String, String> annotations) {
        return shelves.now().matching().match(labels, annotations);
    }

    /// @param labels the alert's, for the document's placeholders; empty to leave them standing
    public RenderedRunbook render(Runbook runbook, Map<String, String> labels) {
        var now = shelves.now();
        var document = now.shelf()
                .named(runbook.name())
                .filter(current -> current.runbook().hash().equals(runbook.hash()))
                // It was replaced a moment ago: the caller sees the one it asked for.
                .orElseGet(() ->
                        Document.of(new RunbookFile(runbook.name() + ".md", runbook.markdown()), runbook.origin()));
        return now.renderer().render(document, labels);
    }
}
