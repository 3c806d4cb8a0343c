package dev.vigia.kpi.ui;

import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.kpi.SeriesPage;
import dev.vigia.kpi.SeriesQuery;
import dev.vigia.kpi.UnknownKpiException;
import dev.vigia.platform.ChartData;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws the same KPI of all projects over each other. An RMSE of one model says nothing beside the RMSE of another, so
/// values can be drawn as a part of what each project is compared with.
@Component
class ProjectCharts {

    private static final String SHARE = "%";

    /// What is this near to the baseline, in percent, is as good as equal.
    private static final int BAND = 2;

    private final KpiHistory history;
    private final Projects projects;

    ProjectCharts(KpiHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    /// @param ofBaseline in percent of the project's own baseline; a project without one is left out and named
    /// @param pixels how wide the chart is
    /// @throws UnknownKpiException if no project has such a KPI
    ChartData draw(String kpi, boolean ofBaseline, @Nullable Instant from, @Nullable Instant to, int pixels) {
        var series = new ArrayList<ChartData.Series>();
        var without = new ArrayList<String>();
        KpiStatus any = null;
        for (Project project : projects.all()) {
            var status = history.status(project.key(), kpi).orElse(null);
            if (status == null) {
                continue;
            }
            any = status;
            var page = history.series(project.key(), kpi, new SeriesQuery(from, to, Math.clamp(pixels, 3, 5000)));
            var points = points(project, status, page, ofBaseline);
            if (!points.isEmpty()) {
                series.add(new ChartData.Series(project.name(), points));
            } else if (page.samples() > 0) {
                without.add(project.name());
            }
        }
        if (any == null) {
            throw new UnknownKpiException(kpi);
        }
        var unit = ofBaseline ? SHARE : any.kpi().unit();
        return new ChartData(
                ChartData.Axis.TIME,
                unit.isEmpty() ? null : unit,
                KpiCharts.better(any.kpi()),
                null,
                null,
                series,
                List.of(),
                ofBaseline ? new ChartData.Band(100 - BAND, 100 + BAND, "each one's baseline · 100 %") : null,
                List.of(),
                summary(series, without));
    }

    private static List<ChartData.Point> points(
            Project project, KpiStatus status, SeriesPage page, boolean ofBaseline) {
        var points = new ArrayList<ChartData.Point>();
        for (var point : page.points()) {
            var drawn = KpiCharts.point(project.key(), point, false);
            var base = ofBaseline ? status.baselineFor(point.clocked()) : null;
            if (!ofBaseline) {
                points.add(drawn);
            } else if (base != null && base != 0 && Double.isFinite(base)) {
                points.add(drawn.with(drawn.y() == null ? null : drawn.y() / base * 100));
            }
        }
        return points;
    }

    private static String summary(List<ChartData.Series> series, List<String> without) {
        var words = new StringBuilder();
        for (var one : series) {
            var last = one.points().getLast();
            words.append(words.isEmpty() ? "" : ", ")
                    .append(one.name())
                    .append(last.state() == ChartData.State.BREACH ? " beyond its limit" : "");
        }
        if (!without.isEmpty()) {
            words.append(words.isEmpty() ? "" : ". ")
                    .append("Without a baseline: ")
                    .append(String.join(", ", without));
        }
        return words.append('.').toString();
    }
}
