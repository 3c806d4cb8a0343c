package dev.vigia.kpi;

import dev.vigia.projects.Kpi;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Threshold;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// KPIs for programs. Numbers that are none (`NaN`, `Infinity`, `-Infinity`) are strings, for JSON has no numbers for
/// them.
@RestController
@RequestMapping("/api/v1/projects/{key}/kpis")
class KpisApi {

    private final KpiHistory history;
    private final KpiDecisions decisions;
    private final Projects projects;

    KpisApi(KpiHistory history, KpiDecisions decisions, Projects projects) {
        this.history = history;
        this.decisions = decisions;
        this.projects = projects;
    }

    /// @param asOf when it was last worked in; absent before the first time
    record Board(String project, @Nullable Instant asOf, List<Item> kpis) {}

    /// @param delta to the baseline, as a part of it
    /// @param unlikely the newest value is far from what the 20 before it make likely
    record Item(
            String name,
            String metric,
            String unit,
            Kpi.Better better,
            KpiStatus.State state,
            @Nullable Latest latest,
            @Nullable BaselineItem baseline,
            @Nullable Double delta,
            List<LimitItem> limits,
            boolean editedByHand,
            boolean unlikely) {}

    record Latest(
            Object value,
            Instant at,
            SampleSource source,
            String origin,
            @Nullable String version) {}

    record BaselineItem(
            @Nullable String version,
            @Nullable String runId,
            Instant at,
            @Nullable Object value) {}

    /// @param value in the KPI's unit; absent for a relative limit without a baseline
    record LimitItem(
            String rule,
            Threshold.Kind kind,
            double number,
            Threshold.Severity severity,
            @Nullable Double value) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Board board(@PathVariable String key) {
        var project = project(key);
        return new Board(
                project.value(),
                history.asOf(project),
                history.status(project).stream().map(KpisApi::item).toList());
    }

    /// @param points in the order of time
    /// @param samples how many lie in the asked part
    /// @param breaching how many of them are beyond a limit that counts now
    record Points(
            String project,
            String kpi,
            @Nullable Instant first,
            @Nullable Instant last,
            long samples,
            long breaching,
            List<PointItem> points) {}

    /// @param crossed rules that it breaks, worst first
    record PointItem(
            Instant at,
            Object value,
            SampleSource source,
            String origin,
            @Nullable String run,
            @Nullable String version,
            List<String> crossed,
            boolean unlikely) {}

    /// The history of one KPI, thinned out to what can be seen.
    ///
    /// @param from beginning of the part that is asked for; absent for all
    /// @param to its end, exclusive
    /// @param points at most, 3 to 5000
    @GetMapping(path = "/{kpi}/series", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Points series(
            @PathVariable String key,
            @PathVariable String kpi,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "1000") int points) {
        var project = project(key);
        try {
            var page = history.series(project, kpi, new SeriesQuery(from, to, points));
            return new Points(
                    project.value(),
                    kpi,
                    page.first(),
                    page.last(),
                    page.samples(),
                    page.breaching(),
                    page.points().stream().map(KpisApi::point).toList());
        } catch (UnknownKpiException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /// @param closedAt absent while it lasts
    record BreachItem(
            String kpi,
            String rule,
            Threshold.Severity severity,
            Instant openedAt,
            @Nullable Instant closedAt,
            Object value,
            @Nullable Double limit,
            @Nullable String baseline,
            SampleSource source,
            String origin,
            @Nullable String version,
            String sentence) {}

    /// Open and over, newest first, 200 at most.
    @GetMapping(path = "/breaches", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    List<BreachItem> breaches(@PathVariable String key) {
        return history.breaches(project(key)).stream()
                .map(breach -> new BreachItem(
                        breach.kpi(),
                        breach.rule(),
                        breach.severity(),
                        breach.openedAt(),
                        breach.closedAt(),
                        number(breach.value()),
                        breach.limit(),
                        breach.baseline(),
                        breach.source(),
                        breach.origin(),
                        breach.version(),
                        breach.sentence()))
                .toList();
    }

    /// @param why kept in the audit log
    record NewThresholds(
            @Nullable List<Threshold> thresholds, @Nullable String why) {}

    /// Sets the thresholds of a KPI, which then count instead of the configured ones.
    @PutMapping(path = "/{kpi}/thresholds", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setThresholds(
            @PathVariable String key, @PathVariable String kpi, @RequestBody NewThresholds given, Principal who) {
        var thresholds = given.thresholds();
        if (thresholds == null) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "thresholds is missing; send a list, or DELETE to go back to the settings");
        }
        change(project(key), kpi, thresholds, who, why(given.why()));
    }

    /// Goes back to the configured thresholds.
    @DeleteMapping("/{kpi}/thresholds")
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetThresholds(@PathVariable String key, @PathVariable String kpi, @RequestParam String why, Principal who) {
        change(project(key), kpi, null, who, why);
    }

    private void change(
            ProjectKey project, String kpi, @Nullable List<Threshold> thresholds, Principal who, String why) {
        try {
            decisions.setThresholds(project, kpi, thresholds, who.getName(), why);
        } catch (UnknownKpiException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    /// @param version a tag, or `runId` of a finished run: exactly one of them
    record NewBaseline(
            @Nullable String version,
            @Nullable String runId,
            @Nullable String why) {}

    /// What is compared with now, by model; the key is empty where tags name none.
    @GetMapping(path = "/baselines", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Map<String, Baseline> baselines(@PathVariable String key) {
        return history.baselines(project(key));
    }

    /// Compares what comes next with this version or run.
    @PutMapping(path = "/baseline", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Baseline choose(@PathVariable String key, @RequestBody NewBaseline given, Principal who) {
        var project = project(key);
        var version = given.version();
        var run = given.runId();
        if ((version == null) == (run == null)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "expected exactly one of version and runId");
        }
        var why = why(given.why());
        var chosen = version != null
                ? decisions.chooseBaseline(project, new TagName(version), who.getName(), why)
                : decisions.chooseBaseline(project, new RunId(String.valueOf(run)), who.getName(), why);
        return chosen.orElseThrow(() -> new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                version != null
                        ? "The project has no version " + version + " in Git"
                        : "The project has no finished run " + run));
    }

    private static String why(@Nullable String why) {
        if (why == null || why.isBlank()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "why is missing; others must be able to understand it later");
        }
        return why.strip();
    }

    private ProjectKey project(String key) {
        return projects.require(new ProjectKey(key)).key();
    }

    private static Item item(KpiStatus status) {
        var kpi = status.kpi();
        var latest = status.latest();
        var baseline = status.baseline();
        var value = status.baselineValue();
        return new Item(
                kpi.name(),
                kpi.metric(),
                kpi.unit(),
                kpi.better(),
                status.state(),
                latest == null
                        ? null
                        : new Latest(
                                number(latest.value()),
                                latest.at(),
                                latest.source(),
                                latest.origin(),
                                status.version()),
                baseline == null
                        ? null
                        : new BaselineItem(
                                baseline.version(),
                                baseline.runId(),
                                baseline.at(),
                                value == null ? null : number(value)),
                status.delta(),
                status.limits().stream()
                        .map(limit -> new LimitItem(
                                limit.threshold().rule(),
                                limit.threshold().kind(),
                                limit.threshold().number(),
                                limit.threshold().severity(),
                                limit.value()))
                        .toList(),
                status.edited() != null,
                status.unlikely());
    }

    private static PointItem point(SeriesPage.Point point) {
        return new PointItem(
                point.at(),
                number(point.value()),
                point.source(),
                point.origin(),
                point.run(),
                point.version(),
                point.crossed(),
                point.unlikely());
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : Double.toString(value);
    }
}
