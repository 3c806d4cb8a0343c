package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.DriftReportId;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.ui.RunNavigation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All reports, newest first; each opens when its time is followed. `j` and `k` move.
class ReportsTable extends Div {

    private static final List<String> HEADS = List.of("Drifted", "Of columns", "What to do", "For", "Run", "From");

    private final NativeTable table = new NativeTable();
    private final ProjectKey project;
    private final @Nullable DriftReportId open;

    /// @param open the one that is shown
    ReportsTable(ProjectKey project, @Nullable DriftReportId open) {
        this.project = project;
        this.open = open;
        addClassNames("card", "projects-table", "drift-history");
        var head = new NativeTableRow(new NativeTableHeaderCell("Report"));
        HEADS.forEach(title -> head.add(new NativeTableHeaderCell(title)));
        table.getHead().add(head);
        table.getElement().setAttribute("data-keys-list", true);
        add(new H2("All reports"), table);
    }

    /// @param more shows the following ones; null if these are the last
    void add(List<DriftReport> reports, @Nullable Runnable more) {
        reports.forEach(report -> table.getBody().add(row(report)));
        if (more != null) {
            var button = new NativeButton("Show more");
            button.addClassName("button");
            button.addClickListener(_ -> {
                button.removeFromParent();
                more.run();
            });
            add(button);
        }
    }

    private NativeTableRow row(DriftReport report) {
        var link = new Anchor(DriftNavigation.toReport(project, report.id()));
        link.add(new RelativeTime(report.at()));
        link.getElement().setAttribute("data-keys-row", true);
        var title = new NativeTableHeaderCell(link);
        title.getElement().setAttribute("scope", "row");
        var row = new NativeTableRow(title);
        if (report.id().equals(open)) {
            row.addClassName("present");
            link.getElement().setAttribute("aria-current", "true");
        }
        var values = values(report);
        for (int i = 0; i < values.size(); i++) {
            var cell = new NativeTableCell(values.get(i));
            cell.getElement().setAttribute("data-title", HEADS.get(i));
            row.add(cell);
        }
        return row;
    }

    private List<Component> values(DriftReport report) {
        var action = DriftAction.of(report.share());
        var run = report.run();
        return List.of(
                DriftWords.share(report.share()),
                columns(report),
                new StatusBadge(DriftWords.tone(action), DriftWords.action(action)),
                new Span(report.version() == null ? "–" : report.version()),
                run == null ? new Span("–") : new Anchor(RunNavigation.toRun(project, run), run.abbreviated()),
                new Span(report.format().title()));
    }

    private static Component columns(DriftReport report) {
        var drifted = report.driftedColumns();
        var tested = report.testedColumns();
        return new Span((drifted == null ? "?" : drifted) + " of " + (tested == null ? "?" : tested));
    }
}
