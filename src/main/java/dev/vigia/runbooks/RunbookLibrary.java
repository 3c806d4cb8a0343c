package dev.vigia.runbooks;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// Door to the runbooks: what there is, which one an alert means, how it is shown and what Vigía can add to it.
@Service
public class RunbookLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(RunbookLibrary.class);

    private final Shelves shelves;
    private final CoverageCheck coverage;
    private final ObjectProvider<LiveFact> facts;
    private final Clock clock;

    /// @param facts asked for when they are needed: those who know them may need the library themselves
    RunbookLibrary(Shelves shelves, CoverageCheck coverage, ObjectProvider<LiveFact> facts, Clock clock) {
        this.shelves = shelves;
        this.coverage = coverage;
        this.facts = facts;
        this.clock = clock;
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

    /// Those that have all words of the question, the most fitting first.
    public List<RunbookHit> search(String question) {
        return Search.in(shelves.now().shelf(), question);
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

    /// What Vigía knows about a question of a runbook now; empty if nobody here knows such a thing.
    ///
    /// @param labels the alert's; empty where a runbook is read without an alert
    public Optional<LiveAnswer> ask(Block.Fact fact, @Nullable ProjectKey project, Map<String, String> labels) {
        return facts.orderedStream()
                .filter(known -> known.name().equals(fact.name()))
                .findFirst()
                .map(known -> answer(known, new FactAsk(project, labels, fact.arguments())));
    }

    private static LiveAnswer answer(LiveFact fact, FactAsk ask) {
        try {
            return fact.answer(ask);
        } catch (RuntimeException e) {
            // A runbook must open whatever else is broken.
            LOG.warn("The fact {} cannot be answered", fact.name(), e);
            return new LiveAnswer(Outcome.UNKNOWN, "This cannot be said now; the log has the details.", null);
        }
    }

    /// What is wrong with the documents, worst first.
    public List<LintFinding> findings() {
        var known = new HashSet<>(KnownFacts.SHIPPED);
        facts.forEach(fact -> known.add(fact.name()));
        var linter = new Linter(shelves.now().shelf(), known, LocalDate.ofInstant(clock.instant(), clock.getZone()));
        var rules = coverage.rules().rules();
        return rules.isEmpty() ? linter.findings() : linter.findings(rules);
    }

    public RunbookCoverage coverage() {
        return coverage.coverage(shelves.now());
    }

    /// The places that documents come from, the one that wins first.
    public List<RunbookOrigin> origins() {
        return shelves.origins();
    }

    /// The topic of the change ticker that moves when a document changes.
    public static String topic() {
        return Shelves.TOPIC;
    }
}
