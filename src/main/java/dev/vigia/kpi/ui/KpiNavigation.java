package dev.vigia.kpi.ui;

import dev.vigia.projects.ProjectKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The way to the KPIs, as addresses inside the application, relative to its root.
public final class KpiNavigation {

    static final String PATH = "kpis";
    static final String PROJECTS = PATH + "/projects";
    static final String ALL_PROJECTS = "All projects";
    static final String CHARTS = "charts/kpis";
    static final String PROJECT_CHARTS = "charts/kpis-of-projects";

    private KpiNavigation() {}

    public static String toKpis(ProjectKey project) {
        return PATH + "?project=" + project.value();
    }

    /// One KPI alone, large.
    public static String toKpi(ProjectKey project, String kpi) {
        return toKpis(project) + "&kpi=" + encoded(kpi);
    }

    /// Where its chart gets its points.
    static String points(ProjectKey project, String kpi, KpiState.Axis axis, @Nullable String rules) {
        return CHARTS + "/" + project.value() + "/" + encoded(kpi) + "?by=" + axis.text()
                + (rules == null ? "" : "&rules=" + encoded(rules));
    }

    /// Where the chart of a KPI of all projects gets its points.
    static String pointsOfProjects(String kpi, boolean ofBaseline) {
        return PROJECT_CHARTS + "/" + encoded(kpi) + "?of-baseline=" + ofBaseline;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
