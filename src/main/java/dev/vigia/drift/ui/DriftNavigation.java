package dev.vigia.drift.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import dev.vigia.drift.DriftReportId;
import dev.vigia.projects.ProjectKey;

/// The ways to the drift of a project, as addresses inside the application, relative to its root.
public final class DriftNavigation {

    static final String PATH = "drift";
    static final String PROJECT = "project";
    static final String REPORT = "report";

    private DriftNavigation() {}

    public static String toHistory(ProjectKey project) {
        return PATH + "/" + project;
    }

    public static String toReport(ProjectKey project, DriftReportId report) {
        return toHistory(project) + "?" + REPORT + "=" + report;
    }

    /// The page that came with a report, for a frame.
    static String toPage(ProjectKey project, DriftReportId report) {
        return "drift-pages/" + project + "/" + report;
    }

    static void to(ProjectKey project) {
        UI.getCurrentOrThrow()
                .navigate(DriftView.class, new RouteParameters(PROJECT, project.value()), QueryParameters.empty());
    }
}
