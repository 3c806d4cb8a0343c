package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.DriftReportId;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.ui.RunNavigation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All reports, newest first; each opens when its time is followed. `j` and `k` move.
class ReportsTable extends RowTable {

    private static final List<String> HEADS = List.of("Drifted", "Of columns", "What to do", "For", "Run", "From");

    private final ProjectKey project;
    private final @Nullable DriftReportId open;

    /// @param open the one that is shown
    ReportsTable(ProjectKey project, @Nullable DriftReportId open) {
        super("Report", HEADS);
        this.project = project;
        this.open = open;
        addClassName("drift-history");
        addComponentAsFirst(new H2("All reports"));
        moveByKeys();
    }

    /// @param more shows the following ones; null if these are the last
    void add(List<DriftReport> reports, @Nullable Runnable more) {
        reports.forEach(this::show);
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

    private void show(DriftReport report) {
        var link = new Anchor(DriftNavigation.toReport(project, report.id()));
        link.add(new RelativeTime(report.at()));
        link.getElement().setAttribute("data-keys-row", true);
        var row = row(link, values(report));
        if (report.id().equals(open)) {
            row.addClassName("present");
            link.getElement().setAttribute("aria-current", "true");
        }
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
