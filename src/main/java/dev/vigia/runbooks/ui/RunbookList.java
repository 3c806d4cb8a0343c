package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.LintFinding;
import dev.vigia.runbooks.RunbookHit;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookOrigin;
import dev.vigia.runbooks.RunbookSummary;
import java.util.List;

/// The documents of the library, or those that a search finds.
class RunbookList extends Div {

    private static final String OWN_FOLDER = """
            vigia:
              file-roots: [/srv/runbooks]
              runbooks:
                sources:
                  - folder: /srv/runbooks
            """;

    RunbookList(RunbookLibrary library, String question, List<LintFinding> findings) {
        addClassName("runbook-list");
        library.origins().stream().filter(origin -> origin.error() != null).forEach(origin -> add(broken(origin)));
        var hits = question.isEmpty()
                ? library.list().stream().map(one -> new RunbookHit(one, "")).toList()
                : library.search(question);
        if (hits.isEmpty()) {
            add(
                    question.isEmpty()
                            ? new EmptyState("No runbook yet", "Put a folder with your own into the settings.")
                                    .withSnippet(OWN_FOLDER)
                            : new EmptyState("Nothing found", "No runbook has all of these words: " + question + "."));
            return;
        }
        var rows = new UnorderedList();
        rows.addClassNames("card", "runbook-rows");
        hits.forEach(hit -> rows.add(row(hit, findings)));
        add(rows);
    }

    private static Component broken(RunbookOrigin origin) {
        var notice = new Div(new StatusBadge(Tone.BAD, "Failing"), new Span(origin.origin() + ": " + origin.error()));
        if (origin.lastGoodAt() != null) {
            notice.add(new Span(" What was read before stays, from "), new RelativeTime(origin.lastGoodAt()));
        }
        notice.addClassName("runbook-origin-failure");
        return notice;
    }

    private static ListItem row(RunbookHit hit, List<LintFinding> findings) {
        var runbook = hit.runbook();
        var link = new Anchor(RunbookNavigation.toRunbook(runbook.name()), runbook.title());
        link.addClassName("runbook-title");
        var head = new Div(link);
        head.addClassName("runbook-head");
        if (runbook.severity() != null) {
            head.add(new StatusBadge(Tone.NEUTRAL, RunbookWords.capital(runbook.severity())));
        }
        var wrong = findings.stream()
                .filter(finding -> finding.file().equals(runbook.name() + ".md"))
                .filter(finding -> finding.level() != LintFinding.Level.NOTE)
                .count();
        if (wrong > 0) {
            head.add(new StatusBadge(Tone.WARN, RunbookWords.plural(wrong, "finding", "findings")));
        }
        var facts = new Span(facts(runbook));
        facts.addClassName("secondary");
        var row = new ListItem(head, facts);
        if (!hit.excerpt().isEmpty()) {
            var excerpt = new Paragraph(hit.excerpt());
            excerpt.addClassNames("secondary", "runbook-excerpt");
            row.add(excerpt);
        }
        return row;
    }

    private static String facts(RunbookSummary runbook) {
        var facts = new StringBuilder(runbook.name());
        if (!runbook.alerts().isEmpty() && !runbook.alerts().contains(runbook.title())) {
            facts.append(" · for ").append(String.join(", ", runbook.alerts()));
        }
        if (runbook.responseTime() != null) {
            facts.append(" · respond within ").append(RunbookWords.time(runbook.responseTime()));
        }
        if (runbook.owner() != null) {
            facts.append(" · ").append(runbook.owner());
        }
        return facts.append(" · ").append(runbook.origin()).toString();
    }
}
