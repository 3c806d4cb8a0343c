package dev.vigia.runs;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Runs for programs: newest start first, page by page.
@RestController
class RunsApi {

    private final RunCatalog runs;
    private final Projects projects;

    RunsApi(RunCatalog runs, Projects projects) {
        this.runs = runs;
        this.projects = projects;
    }

    /// @param next give it back as `cursor` for the following page; absent on the last
    record Page(String project, List<Item> runs, @Nullable String next) {}

    /// @param metrics numbers, or the strings `NaN`, `Infinity` and `-Infinity`, which JSON has no numbers for
    /// @param link where a person can look at it in MLflow
    record Item(
            String runId,
            String name,
            String experimentId,
            String experiment,
            @Nullable String user,
            RunStatus status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            boolean deleted,
            Artifacts artifacts,
            @Nullable String sourceCommit,
            @Nullable String version,
            @Nullable String parentRunId,
            Map<String, Object> metrics,
            Map<String, String> params,
            Map<String, String> tags,
            String paramsHash,
            @Nullable String link) {}

    /// @param limit runs on a page, 1 to 1000
    /// @param version only runs that claim it
    /// @param deleted whether runs deleted in MLflow are listed too
    @GetMapping(path = "/api/v1/projects/{key}/runs", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Page runs(
            @PathVariable String key,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(defaultValue = "false") boolean deleted) {
        var project = projects.require(new ProjectKey(key)).key();
        var query = new RunQuery(project, version, null, null, null, deleted);
        var page = page(query, limit, cursor);
        return new Page(
                project.value(),
                page.runs().stream().map(run -> item(project, run)).toList(),
                page.next());
    }

    private RunPage page(RunQuery query, int limit, @Nullable String cursor) {
        try {
            return runs.page(query, limit, cursor);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private Item item(ProjectKey project, Run run) {
        return new Item(
                run.id().value(),
                run.name(),
                run.experimentId(),
                run.experiment(),
                run.user(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                run.deleted(),
                run.artifacts(),
                run.sourceCommit(),
                run.version(),
                run.parent() == null ? null : run.parent().value(),
                numbers(run.metrics()),
                run.params(),
                run.tags(),
                run.paramsHash(),
                runs.link(project, run).orElse(null));
    }

    private static Map<String, Object> numbers(Map<String, Double> metrics) {
        var safe = new LinkedHashMap<String, Object>();
        metrics.forEach((key, value) -> safe.put(key, Double.isFinite(value) ? value : value.toString()));
        return safe;
    }
}
