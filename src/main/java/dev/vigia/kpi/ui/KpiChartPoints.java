package dev.vigia.kpi.ui;

import dev.vigia.kpi.UnknownKpiException;
import dev.vigia.platform.ChartData;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Where the charts on the screens get their points: by the session of who looks at them. Programs have the API.
@RestController
class KpiChartPoints {

    private final KpiCharts charts;
    private final ProjectCharts ofProjects;
    private final Projects projects;

    KpiChartPoints(KpiCharts charts, ProjectCharts ofProjects, Projects projects) {
        this.charts = charts;
        this.ofProjects = ofProjects;
        this.projects = projects;
    }

    /// @param by `version` or `time`
    /// @param from a moment, or the place of a version
    /// @param pixels how wide the chart is
    /// @param rules thresholds to try, as [TriedRules] writes them
    @GetMapping(path = "/" + KpiNavigation.CHARTS + "/{key}/{kpi}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("isAuthenticated()")
    ChartData points(
            @PathVariable String key,
            @PathVariable String kpi,
            @RequestParam(defaultValue = "version") String by,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "600") int pixels,
            @RequestParam(required = false) @Nullable String rules) {
        var project = projects.require(new ProjectKey(key)).key();
        return answered(() -> {
            var trying = rules == null ? null : TriedRules.read(rules);
            return KpiState.Axis.of(by) == KpiState.Axis.TIME
                    ? charts.overTime(project, kpi, moment(from), moment(to), pixels, trying)
                    : charts.overVersions(project, kpi, number(from), number(to), trying);
        });
    }

    /// @param ofBaseline each project's values in percent of its own baseline
    @GetMapping(path = "/" + KpiNavigation.PROJECT_CHARTS + "/{kpi}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("isAuthenticated()")
    ChartData pointsOfProjects(
            @PathVariable String kpi,
            @RequestParam(name = "of-baseline", defaultValue = "true") boolean ofBaseline,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "600") int pixels) {
        return answered(() -> ofProjects.draw(kpi, ofBaseline, moment(from), moment(to), pixels));
    }

    private static ChartData answered(Supplier<ChartData> drawing) {
        try {
            return drawing.get();
        } catch (UnknownKpiException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable Double number(@Nullable String text) {
        return text == null ? null : Double.valueOf(text);
    }
}
