package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftReport;
import dev.vigia.projects.ProjectKey;

/// The page that came with a report, when somebody asks for it: some megabytes of a stranger's scripts, which run in
/// the frame and reach nothing outside it.
///
/// @see "src/docs/decisions/0016-pages-of-strangers.md"
class ReportFrame extends Div {

    ReportFrame(ProjectKey project, DriftReport report) {
        addClassNames("card", "drift-page");
        var show = new NativeButton("Show it");
        show.addClassName("button");
        var what =
                new Span("What came with the report. Its charts are drawn by scripts of their own, shut in a frame.");
        what.addClassName("secondary");
        var head = new Div(new H2("The report's own page"), show);
        head.addClassName("drift-head");
        add(head, what);
        show.addClickListener(_ -> {
            remove(what);
            show.removeFromParent();
            add(frame(project, report));
        });
    }

    private static IFrame frame(ProjectKey project, DriftReport report) {
        var frame = new IFrame();
        frame.setSandbox(IFrame.SandboxType.ALLOW_SCRIPTS);
        frame.getElement().setAttribute("referrerpolicy", "no-referrer");
        frame.getElement().setAttribute("title", "Page of report " + report.id());
        frame.setSrc(DriftNavigation.toPage(project, report.id()));
        return frame;
    }
}
