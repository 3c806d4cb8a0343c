package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.RunbookCoverage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Both ways: alerts and their runbooks, runbooks and their alerts. What is missing comes first.
class CoverageLists extends Div {

    private static final String RULES = """
            vigia:
              file-roots: [/etc/prometheus]
              runbooks:
                rules:
                  - /etc/prometheus/rules.yml
            """;

    CoverageLists(RunbookCoverage coverage) {
        addClassName("coverage-lists");
        coverage.mistakes().forEach(mistake -> {
            var notice = new Div(new StatusBadge(Tone.BAD, "Rules not read"), new Span(mistake));
            notice.addClassName("runbook-origin-failure");
            add(notice);
        });
        if (coverage.alerts().isEmpty()) {
            add(new EmptyState(
                            "No alert is known yet",
                            "Name Prometheus' rule files, or wait for the first alert: then this says which of them "
                                    + "have no runbook.")
                    .withSnippet(RULES));
        } else {
            add(section(
                    RunbookWords.plural(coverage.uncovered(), "alert has no runbook", "alerts have no runbook"),
                    coverage.alerts().stream().map(CoverageLists::alert).toList()));
        }
        var unused = coverage.runbooks().stream().filter(page -> !page.used()).count();
        add(section(
                RunbookWords.plural(unused, "runbook was never used", "runbooks were never used"),
                coverage.runbooks().stream().map(CoverageLists::page).toList()));
    }

    private static Section section(String title, List<ListItem> items) {
        var rows = new UnorderedList();
        rows.addClassNames("card", "runbook-rows");
        items.forEach(rows::add);
        return new Section(new H2(title), rows);
    }

    private static ListItem alert(RunbookCoverage.Alert alert) {
        var name = new Span(alert.alertname());
        name.addClassName("runbook-title");
        var head = new Div(name, target(alert));
        head.addClassName("runbook-head");
        return new ListItem(head, use(raised(alert.ruled()), alert.episodes(), alert.lastSeen()));
    }

    private static Component target(RunbookCoverage.Alert alert) {
        if (alert.runbook() != null) {
            return to(alert.runbook());
        }
        return OutLink.to(alert.link(), "Elsewhere")
                .<Component>map(link -> link)
                .orElseGet(() -> new StatusBadge(Tone.BAD, "No runbook"));
    }

    private static ListItem page(RunbookCoverage.Page page) {
        var link = to(page.runbook().name());
        link.addClassName("runbook-title");
        var head = new Div(link);
        head.addClassName("runbook-head");
        if (!page.used()) {
            head.add(new StatusBadge(Tone.NEUTRAL, "Never used"));
        }
        var byUs = page.runbook().alerts().stream().anyMatch(alert -> alert.startsWith("Vigia"));
        var raised = byUs ? "raised by Vigía itself" : raised(page.ruled());
        return new ListItem(head, use(raised, page.episodes(), page.lastSeen()));
    }

    private static Anchor to(String name) {
        var link = new Anchor(RunbookNavigation.toRunbook(name), name);
        return link;
    }

    private static String raised(boolean ruled) {
        return ruled ? "raised by a rule" : "no rule raises it";
    }

    private static Span use(String raised, long episodes, @Nullable Instant lastSeen) {
        var use = new Span(raised);
        use.addClassName("secondary");
        if (lastSeen != null) {
            use.add(
                    new Span(" · fired " + RunbookWords.plural(episodes, "time", "times") + ", last "),
                    new RelativeTime(lastSeen));
        }
        return use;
    }
}
