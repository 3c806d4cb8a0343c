package dev.vigia.drift;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/// Reports of drift for programs: taken in, listed and handed out.
@RestController
@RequestMapping(DriftApi.PATH)
class DriftApi {

    static final String PATH = "/api/v1/projects/{key}/drift-reports";

    private static final int LONGEST_NAME = 250;

    private final DriftHistory history;
    private final Projects projects;
    private final ReportBodies bodies;

    DriftApi(DriftHistory history, Projects projects, ReportBodies bodies) {
        this.history = history;
        this.projects = projects;
        this.bodies = bodies;
    }

    /// @param fresh false if the same report was here already
    record Receipt(@Nullable Item report, boolean fresh) {}

    /// @param at the report's own time, or when it came if it names none
    /// @param share drifted ÷ tested columns, 0 to 1; null if it cannot be known
    /// @param datasetDrift the report's own verdict; null if it has none
    /// @param driftShare the report's own limit of the share
    /// @param html whether there is a page for people beside it
    /// @param notes what was odd or had to be assumed
    record Item(
            long id,
            String project,
            Instant at,
            Instant receivedAt,
            String sender,
            String format,
            @Nullable Boolean datasetDrift,
            @Nullable Double share,
            @Nullable Double driftShare,
            @Nullable Integer driftedColumns,
            @Nullable Integer testedColumns,
            @Nullable Long referenceRows,
            @Nullable Long currentRows,
            @Nullable String runId,
            @Nullable String version,
            boolean html,
            List<String> notes) {}

    /// @param score and `threshold`: numbers, or the strings `NaN`, `Infinity` and `-Infinity`, which JSON has no
    ///     numbers for
    /// @param drifted null where it cannot be told
    record Column(
            String column,
            @Nullable String type,
            @Nullable String method,
            @Nullable Object score,
            @Nullable Object threshold,
            @Nullable Boolean drifted,
            ColumnDrift.@Nullable Rows rows,
            String note) {}

    record Whole(Item report, List<Column> columns) {}

    /// @param next give it back as `cursor` for the following page; absent on the last
    record Page(
            String project, List<Item> reports, @Nullable String next) {}

    /// Takes a report in: 201 if it is new, 200 if it was here already.
    ///
    /// @param run id of the MLflow run it is about
    /// @param version that it is about
    /// @param at when it was made, if that is not in the report
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_drift:write')")
    ResponseEntity<Receipt> take(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String at,
            Principal sender,
            HttpServletRequest request)
            throws IOException {
        var project = projects.require(new ProjectKey(key)).key();
        try (var _ = bodies.turn()) {
            return file(project, bodies.json(request), null, run, version, at, sender);
        }
    }

    /// The same with the page for people beside it: the part `report` is the JSON, the part `html` the page.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_drift:write')")
    ResponseEntity<Receipt> takeWithPage(
            @PathVariable String key,
            @RequestPart MultipartFile report,
            @RequestPart(required = false) @Nullable MultipartFile html,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String at,
            Principal sender)
            throws IOException {
        var project = projects.require(new ProjectKey(key)).key();
        try (var _ = bodies.turn()) {
            return file(
                    project, bodies.json(report), html == null ? null : bodies.html(html), run, version, at, sender);
        }
    }

    private ResponseEntity<Receipt> file(
            ProjectKey project,
            byte[] json,
            byte @Nullable [] html,
            @Nullable String run,
            @Nullable String version,
            @Nullable String at,
            Principal sender) {
        var about = name("run", run);
        var filed = history.file(new DriftSubmission(
                project,
                json,
                html,
                about == null ? null : new RunId(about),
                name("version", version),
                time(at),
                sender.getName()));
        var receipt = new Receipt(
                history.find(project, filed.id())
                        .map(report -> item(project, report))
                        .orElse(null),
                filed.fresh());
        return ResponseEntity.status(filed.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(PATH.replace("{key}", project.value()) + "/" + filed.id()))
                .body(receipt);
    }

    /// Newest first.
    ///
    /// @param limit reports on a page, 1 to 1000
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Page reports(
            @PathVariable String key,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var project = projects.require(new ProjectKey(key)).key();
        var page = history.page(project, limit, cursor);
        return new Page(
                project.value(),
                page.reports().stream().map(report -> item(project, report)).toList(),
                page.next());
    }

    /// One report with its columns.
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Whole report(@PathVariable String key, @PathVariable long id) {
        var project = projects.require(new ProjectKey(key)).key();
        var report = history.find(project, new DriftReportId(id)).orElseThrow(DriftApi::notThere);
        return new Whole(
                item(project, report),
                history.columns(report.id()).stream().map(DriftApi::column).toList());
    }

    /// What was sent, word for word.
    @GetMapping(path = "/{id}/json", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    ResponseEntity<byte[]> json(@PathVariable String key, @PathVariable long id) {
        var project = projects.require(new ProjectKey(key)).key();
        return attachment(
                history.json(project, new DriftReportId(id)).orElseThrow(DriftApi::notThere), "drift-" + id + ".json");
    }

    /// The page for people, as a file to save: it is a stranger's, so it is not for a browser to open from here.
    @GetMapping(path = "/{id}/html", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    ResponseEntity<byte[]> html(@PathVariable String key, @PathVariable long id) {
        var project = projects.require(new ProjectKey(key)).key();
        return attachment(
                history.html(project, new DriftReportId(id)).orElseThrow(DriftApi::notThere), "drift-" + id + ".html");
    }

    @ExceptionHandler
    ProblemDetail unreadable(UnreadableReportException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    /// The server stops reading before it knows which part of the form is too large.
    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONTENT_TOO_LARGE,
                "The report may have " + ReportBodies.LARGEST_JSON / 1024 / 1024 + " MB at most, its page "
                        + ReportBodies.LARGEST_HTML / 1024 / 1024 + " MB.");
    }

    private static ResponseEntity<byte[]> attachment(byte[] body, String name) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(body);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "The project has no such report, or not in this form");
    }

    private static @Nullable String name(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(parameter + " has at most " + LONGEST_NAME + " characters");
        }
        return text.strip();
    }

    private static @Nullable Instant time(@Nullable String at) {
        try {
            return at == null || at.isBlank()
                    ? null
                    : OffsetDateTime.parse(at.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("at is a time such as 2026-01-02T03:04:05Z", e);
        }
    }

    private static Item item(ProjectKey project, DriftReport report) {
        var run = report.run();
        return new Item(
                report.id().value(),
                project.value(),
                report.at(),
                report.receivedAt(),
                report.sender(),
                report.format().title(),
                report.datasetDrift(),
                report.share(),
                report.driftShare(),
                report.driftedColumns(),
                report.testedColumns(),
                report.referenceRows(),
                report.currentRows(),
                run == null ? null : run.value(),
                report.version(),
                report.html(),
                report.notes());
    }

    private static Column column(ColumnDrift column) {
        return new Column(
                column.column(),
                column.type(),
                column.method(),
                number(column.score()),
                number(column.threshold()),
                column.drifted(),
                column.rows(),
                column.note());
    }

    private static @Nullable Object number(@Nullable Double value) {
        if (value == null) {
            return null;
        }
        return Double.isFinite(value) ? (Object) value : value.toString();
    }
}
