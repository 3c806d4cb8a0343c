package dev.vigia.integrity;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The integrity table for programs. Tags are given as a parameter, since a tag's name may hold any character.
@RestController
@RequestMapping("/api/v1/projects/{key}")
class IntegrityApi {

    private static final int ALL = Integer.MAX_VALUE;

    private final IntegrityTable table;
    private final Projects projects;
    private final VersionCatalog versions;

    IntegrityApi(IntegrityTable table, Projects projects, VersionCatalog versions) {
        this.table = table;
        this.projects = projects;
        this.versions = versions;
    }

    /// @param asOf when the table last took in a change; null before the first
    record Table(String project, @Nullable Instant asOf, List<Row> rows, List<Orphan> orphanRuns) {}

    record Row(
            String tag,
            @Nullable String artifact,
            String version,
            String commit,
            @Nullable Instant taggedAt,
            List<String> stages,
            @Nullable String runId,
            @Nullable String experiment,
            Outcome verdict,
            String headline,
            List<Check> checks) {}

    record Orphan(
            String runId,
            String name,
            String experiment,
            String version,
            @Nullable Instant startedAt,
            String code,
            String reason) {}

    /// The row of one version, and more about it.
    record Version(
            @JsonUnwrapped Row row,
            List<VersionReport.Change> history,
            @Nullable Instant dataCheckedAt,
            List<Output> outputs,
            List<VersionReport.Comparison> comparison) {}

    /// @param outcome PASS, FAIL or UNKNOWN
    record Output(
            String path,
            @Nullable String hash,
            @Nullable Long size,
            boolean directory,
            String layout,
            @Nullable String remote,
            @Nullable String objectKey,
            Outcome outcome,
            String code,
            String reason) {}

    /// All version tags of a project, problems first.
    @GetMapping(path = "/integrity", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Table table(@PathVariable String key) {
        var project = projects.require(new ProjectKey(key)).key();
        var rows = table.rows(IntegrityQuery.of(project), 0, ALL);
        var orphans =
                table.orphanRuns(project).stream().map(IntegrityApi::orphan).toList();
        return new Table(
                project.value(),
                table.asOf(project),
                rows.stream().map(IntegrityApi::row).toList(),
                orphans);
    }

    /// The same as a table for spreadsheets.
    @GetMapping(path = "/integrity.csv", produces = "text/csv")
    @PreAuthorize("hasAuthority('SCOPE_read')")
    void csv(@PathVariable String key, HttpServletResponse response) throws IOException {
        var project = projects.require(new ProjectKey(key)).key();
        var attachment = ContentDisposition.attachment()
                .filename("integrity-" + project + ".csv")
                .build();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment.toString());
        IntegrityCsv.write(table, IntegrityQuery.of(project), response.getWriter());
    }

    @GetMapping(path = "/version", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Version version(@PathVariable String key, @RequestParam String tag) {
        var project = projects.require(new ProjectKey(key)).key();
        var report = table.version(project, new TagName(tag)).orElseThrow(() -> unknown(project, tag));
        return new Version(
                row(report.row()),
                report.history(),
                report.dataCheckedAt(),
                report.outputs().stream().map(IntegrityApi::output).toList(),
                report.comparison());
    }

    /// Asks the remotes for every object of the tag; the answer comes with the table once they have given theirs.
    @PostMapping("/version/deep-check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAuthority('SCOPE_sync')")
    void deepCheck(@PathVariable String key, @RequestParam String tag) {
        var project = projects.require(new ProjectKey(key)).key();
        var name = new TagName(tag);
        if (versions.find(project, name).isEmpty()) {
            throw unknown(project, tag);
        }
        versions.checkDeeply(project, name);
    }

    private static ResponseStatusException unknown(ProjectKey project, String tag) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "Project " + project + " has no version tag " + Evidence.clip(tag));
    }

    private static Row row(IntegrityRow row) {
        return new Row(
                row.tag().value(),
                row.artifact(),
                row.version(),
                row.commit(),
                row.taggedAt(),
                row.stages(),
                row.runId(),
                row.experiment(),
                row.verdict(),
                row.headline(),
                row.checks());
    }

    private static Orphan orphan(OrphanRun run) {
        return new Orphan(
                run.runId(), run.name(), run.experiment(), run.version(), run.startedAt(), run.code(), run.reason());
    }

    private static Output output(DataOutput output) {
        var outcome = switch (output.presence()) {
            case PRESENT -> Outcome.PASS;
            case MISSING, DAMAGED -> Outcome.FAIL;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
        return new Output(
                output.path(),
                output.hash(),
                output.size(),
                output.directory(),
                output.layout(),
                output.remote(),
                output.objectKey(),
                outcome,
                output.code(),
                DataReasons.output(output));
    }
}
