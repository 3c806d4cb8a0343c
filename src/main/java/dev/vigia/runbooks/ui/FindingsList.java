package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.runbooks.LintFinding;
import java.util.List;
import java.util.Locale;

/// What the linter finds, worst first.
class FindingsList extends Div {

    FindingsList(List<LintFinding> findings) {
        addClassName("findings-list");
        if (findings.isEmpty()) {
            add(new EmptyState("Nothing to find", "All runbooks have what helps at night.")
                    .withSnippet("./vigia lint-runbooks runbooks --rules ops/prometheus/rules.yml"));
            return;
        }
        var rows = new UnorderedList();
        rows.addClassNames("card", "runbook-rows");
        findings.forEach(finding -> rows.add(row(finding)));
        add(rows);
    }

    private static ListItem row(LintFinding finding) {
        var level = RunbookWords.capital(finding.level().name().toLowerCase(Locale.ROOT));
        var head = new Div(new StatusBadge(RunbookWords.tone(finding.level()), level), file(finding.file()));
        head.addClassName("runbook-head");
        var rule = new Code(finding.rule());
        rule.addClassName("secondary");
        head.add(rule);
        return new ListItem(head, new Span(finding.sentence()));
    }

    private static com.vaadin.flow.component.Component file(String file) {
        if (!file.endsWith(".md")) {
            return new Span(file);
        }
        var link = new Anchor(RunbookNavigation.toRunbook(file.substring(0, file.length() - 3)), file);
        return link;
    }
}
