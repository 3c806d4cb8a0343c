package dev.vigia.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.versions.TagName;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// What changed between two versions, for programs.
@RestController
@RequestMapping("/api/v1/projects/{key}")
class ComparisonApi {

    private final VersionComparisons comparisons;
    private final Projects projects;

    ComparisonApi(VersionComparisons comparisons, Projects projects) {
        this.comparisons = comparisons;
        this.projects = projects;
    }

    /// Metrics and params in the shape of `dvc metrics diff --json`: file, key, change.
    ///
    /// @param runs what the two runs logged
    record Comparison(
            String project,
            VersionComparison.Side a,
            VersionComparison.Side b,
            Map<String, Map<String, Change>> metrics,
            Map<String, Map<String, Change>> params,
            Runs runs,
            List<String> remarks) {}

    record Runs(Map<String, Change> metrics, Map<String, Change> params) {}

    /// @param diff absent where nothing can be subtracted
    record Change(
            @Nullable Object old,
            @JsonProperty("new") @Nullable Object young,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Number diff) {}

    /// @param all what is the same too
    @GetMapping(path = "/compare", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Comparison compare(
            @PathVariable String key,
            @RequestParam String a,
            @RequestParam String b,
            @RequestParam(defaultValue = "false") boolean all) {
        var found = find(key, a, b, all);
        return new Comparison(
                found.project().value(),
                found.a(),
                found.b(),
                byFile(found.metrics()),
                byFile(found.params()),
                new Runs(byKey(found.runMetrics()), byKey(found.runParams())),
                found.remarks());
    }

    /// The plots of both, as the points that a chart would draw.
    @GetMapping(path = "/compare/plots", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    PlotComparison plots(@PathVariable String key, @RequestParam String a, @RequestParam String b) {
        var project = projects.require(new ProjectKey(key)).key();
        return comparisons.plots(project, new TagName(a), new TagName(b)).orElseThrow(() -> unknown(project, a, b));
    }

    /// The same as a table for spreadsheets.
    @GetMapping(path = "/compare.csv", produces = "text/csv")
    @PreAuthorize("hasAuthority('SCOPE_read')")
    void csv(
            @PathVariable String key,
            @RequestParam String a,
            @RequestParam String b,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletResponse response)
            throws IOException {
        var found = find(key, a, b, all);
        response.setContentType("text/csv;charset=UTF-8");
        ComparisonExport.csv(found, response.getWriter());
    }

    /// The same as markdown, for a pull request or the notes of a release.
    @GetMapping(path = "/compare.md", produces = "text/markdown")
    @PreAuthorize("hasAuthority('SCOPE_read')")
    void markdown(
            @PathVariable String key,
            @RequestParam String a,
            @RequestParam String b,
            @RequestParam(defaultValue = "false") boolean all,
            HttpServletResponse response)
            throws IOException {
        var found = find(key, a, b, all);
        response.setContentType("text/markdown;charset=UTF-8");
        response.getWriter().write(ComparisonExport.markdown(found));
    }

    private VersionComparison find(String key, String a, String b, boolean all) {
        var project = projects.require(new ProjectKey(key)).key();
        var found =
                comparisons.between(project, new TagName(a), new TagName(b)).orElseThrow(() -> unknown(project, a, b));
        return all ? found : found.onlyDifferences();
    }

    private static ResponseStatusException unknown(ProjectKey project, String a, String b) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "Project " + project + " does not have both versions, " + Evidence.clip(a) + " and "
                        + Evidence.clip(b));
    }

    private static Map<String, Map<String, Change>> byFile(List<Difference> differences) {
        var files = new LinkedHashMap<String, Map<String, Change>>();
        differences.forEach(one ->
                files.computeIfAbsent(one.file(), file -> new LinkedHashMap<>()).put(one.key(), change(one)));
        return files;
    }

    private static Map<String, Change> byKey(List<Difference> differences) {
        var keys = new LinkedHashMap<String, Change>();
        differences.forEach(one -> keys.put(one.key(), change(one)));
        return keys;
    }

    private static Change change(Difference one) {
        return new Change(one.before(), one.after(), one.change());
    }
}
