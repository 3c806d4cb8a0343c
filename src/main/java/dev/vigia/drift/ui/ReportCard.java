package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftReport;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.ui.RunNavigation;
import java.util.ArrayList;
import java.util.List;

/// One report: what it comes to, in a number and a sentence, and where it is from.
class ReportCard extends Div {

    ReportCard(ProjectKey project, DriftReport report, boolean latest) {
        addClassNames("card", "drift-report");
        var action = DriftAction.of(report.share());
        var number = DriftWords.share(report.share());
        number.addClassName("tile-value");
        var head = new Div(number, new StatusBadge(DriftWords.tone(action), DriftWords.action(action)));
        head.addClassName("drift-head");
        add(new H2(latest ? "Latest report" : "Report " + report.id()), head);
        add(new Paragraph(
                DriftWords.sentence(report) + " " + DriftWords.verdict(report.datasetDrift(), report.driftShare())));
        var facts = new Div();
        facts.addClassNames("drift-facts", "secondary");
        facts(project, report).forEach(facts::add);
        add(facts);
        if (!report.notes().isEmpty()) {
            var notes = new UnorderedList();
            notes.addClassNames("drift-notes", "secondary");
            report.notes().forEach(note -> notes.add(new ListItem(note)));
            add(notes);
        }
    }

    private static List<Component> facts(ProjectKey project, DriftReport report) {
        var facts = new ArrayList<Component>();
        facts.add(new RelativeTime(report.at()));
        facts.add(new Span(report.format().title()));
        facts.add(new Span("sent by " + report.sender()));
        if (report.version() != null) {
            facts.add(new Span("for " + report.version()));
        }
        var run = report.run();
        if (run != null) {
            facts.add(new Anchor(RunNavigation.toRun(project, run), "run " + run.abbreviated()));
        }
        if (report.referenceRows() != null && report.currentRows() != null) {
            facts.add(new Span(report.currentRows() + " rows against " + report.referenceRows()));
        }
        return facts;
    }
}
