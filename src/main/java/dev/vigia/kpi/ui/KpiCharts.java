package dev.vigia.kpi.ui;

import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.kpi.SampleSource;
import dev.vigia.kpi.SeriesPage;
import dev.vigia.kpi.SeriesQuery;
import dev.vigia.kpi.UnknownKpiException;
import dev.vigia.kpi.VersionKpis;
import dev.vigia.platform.ChartData;
import dev.vigia.platform.ChartData.Point;
import dev.vigia.platform.ChartData.State;
import dev.vigia.platform.MetricText;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import dev.vigia.runs.RunId;
import dev.vigia.runs.ui.RunNavigation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws KPIs: their values over time or over versions, limits, the baseline, breaches and what is unlikely.
@Component
class KpiCharts {

    /// The baseline is drawn as a band this much to either side: what is within it is as good as equal.
    private static final double BAND = 0.02;

    /// More names than this under one chart cannot be read.
    private static final int TICKS = 12;

    private final KpiHistory history;

    KpiCharts(KpiHistory history) {
        this.history = history;
    }

    /// @param trying thresholds that nobody saved; null for those that count
    /// @throws UnknownKpiException if the project has no such KPI
    ChartData overTime(
            ProjectKey project,
            String name,
            @Nullable Instant from,
            @Nullable Instant to,
            int pixels,
            @Nullable List<Threshold> trying) {
        var status = status(project, name);
        var query = new SeriesQuery(from, to, Math.clamp(pixels, 3, 5000));
        var page =
                trying == null ? history.series(project, name, query) : history.preview(project, name, trying, query);
        var points = page.points().stream()
                .map(point -> point(project, point, trying != null))
                .toList();
        var ticks = history.versions(project).stream()
                .filter(version -> page.first() != null
                        && !version.at().isBefore(from == null ? page.first() : from)
                        && (to == null || version.at().isBefore(to)))
                .map(version -> new ChartData.Tick(
                        version.at().toEpochMilli(), version.tag().value()))
                .toList();
        return chart(status, ChartData.Axis.TIME, points, thinned(ticks), summary(status, page), trying);
    }

    /// @param trying thresholds that nobody saved; null for those that count
    ChartData overVersions(
            ProjectKey project,
            String name,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable List<Threshold> trying) {
        var status = status(project, name);
        var all = trying == null ? history.versions(project) : history.preview(project, name, trying);
        var versions = all.stream()
                .filter(version -> version.values().containsKey(name))
                .toList();
        var points = new ArrayList<Point>();
        var ticks = new ArrayList<ChartData.Tick>();
        for (var i = 0; i < versions.size(); i++) {
            if ((from == null || i >= from) && (to == null || i <= to)) {
                points.add(point(project, name, versions.get(i), i, trying != null));
                ticks.add(new ChartData.Tick(i, versions.get(i).tag().value()));
            }
        }
        var beyond = points.stream()
                .filter(point -> point.state() != State.OK && point.state() != State.OUTLIER)
                .count();
        var summary = points.size() + (points.size() == 1 ? " version, " : " versions, ")
                + (beyond == 0 ? "none" : String.valueOf(beyond)) + " beyond a limit.";
        return chart(status, ChartData.Axis.VERSION, points, thinned(ticks), summary, trying);
    }

    private KpiStatus status(ProjectKey project, String name) {
        return history.status(project, name).orElseThrow(() -> new UnknownKpiException(project, name));
    }

    private ChartData chart(
            KpiStatus status,
            ChartData.Axis axis,
            List<Point> points,
            List<ChartData.Tick> ticks,
            String summary,
            @Nullable List<Threshold> trying) {
        var kpi = status.kpi();
        return new ChartData(
                axis,
                kpi.unit().isEmpty() ? null : kpi.unit(),
                better(kpi),
                null,
                null,
                List.of(new ChartData.Series("", points)),
                limits(trying == null ? kpi.thresholds() : trying, status.baselineValue()),
                band(status),
                ticks,
                summary);
    }

    static String better(Kpi kpi) {
        return kpi.better() == Kpi.Better.LOWER ? "lower" : "higher";
    }

    private static List<ChartData.Limit> limits(List<Threshold> thresholds, @Nullable Double baseline) {
        var limits = new ArrayList<ChartData.Limit>();
        for (var threshold : thresholds) {
            var limit = KpiStatus.limit(threshold, baseline);
            if (limit != null) {
                limits.add(new ChartData.Limit(
                        limit,
                        "limit " + MetricText.of(limit),
                        threshold.severity().text()));
            }
        }
        return limits;
    }

    private static ChartData.@Nullable Band band(KpiStatus status) {
        var value = status.baselineValue();
        var baseline = status.baseline();
        if (value == null || baseline == null || !Double.isFinite(value)) {
            return null;
        }
        var half = Math.abs(value) * BAND;
        return new ChartData.Band(
                value - half, value + half, "baseline " + baseline.name() + " · " + MetricText.of(value));
    }

    static Point point(ProjectKey project, SeriesPage.Point point, boolean trying) {
        var isRun = point.source() == SampleSource.RUN;
        var label = switch (point.source()) {
            case RUN -> (point.run() == null ? "run" : point.run()) + (point.clocked() ? ", by the clock" : "");
            case DVC -> "metrics file at the tag";
            case DRIFT -> "drift report " + point.origin();
        };
        return new Point(
                point.at().toEpochMilli(),
                Double.isFinite(point.value()) ? point.value() : null,
                label,
                isRun ? new RunId(point.origin()).abbreviated() : null,
                point.version(),
                isRun ? RunNavigation.toRun(project, new RunId(point.origin())) : null,
                state(point.value(), !point.crossed().isEmpty(), point.unlikely(), trying));
    }

    private static State state(double value, boolean crossed, boolean unlikely, boolean trying) {
        if (!Double.isFinite(value)) {
            return State.NAN;
        }
        if (crossed) {
            return trying ? State.WOULD_BREACH : State.BREACH;
        }
        return unlikely ? State.OUTLIER : State.OK;
    }

    private static Point point(ProjectKey project, String kpi, VersionKpis version, int place, boolean trying) {
        var sample = version.values().get(kpi);
        var value = sample == null ? Double.NaN : sample.value();
        var run = version.runId() == null ? null : new RunId(version.runId());
        return new Point(
                place,
                Double.isFinite(value) ? value : null,
                null,
                run == null ? null : run.abbreviated(),
                version.tag().value(),
                run == null ? null : RunNavigation.toRun(project, run),
                state(value, version.isBreached(kpi), false, trying));
    }

    private static List<ChartData.Tick> thinned(List<ChartData.Tick> ticks) {
        if (ticks.size() <= TICKS) {
            return ticks;
        }
        // Counted from the newest, which is the one people look for.
        var step = (ticks.size() + TICKS - 1) / TICKS;
        var kept = new ArrayList<ChartData.Tick>();
        for (var i = ticks.size() - 1; i >= 0; i -= step) {
            kept.addFirst(ticks.get(i));
        }
        return kept;
    }

    private static String summary(KpiStatus status, SeriesPage page) {
        var words = new StringBuilder().append(page.samples()).append(page.samples() == 1 ? " sample" : " samples");
        if (page.points().size() < page.samples()) {
            words.append(", thinned out to ").append(page.points().size());
        }
        words.append("; ").append(page.breaching() == 0 ? "none" : String.valueOf(page.breaching()));
        words.append(" beyond a limit.");
        if (status.latest() != null) {
            words.append(" The newest is ")
                    .append(KpiWords.value(status.kpi(), status.latest().value()))
                    .append('.');
        }
        return words.toString();
    }
}
