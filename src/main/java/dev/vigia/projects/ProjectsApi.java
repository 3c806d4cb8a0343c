package dev.vigia.projects;

import dev.vigia.platform.AuditLog;
import dev.vigia.platform.LogLine;
import dev.vigia.projects.SourceSync.Mode;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Projects and their sources for programs.
@RestController
class ProjectsApi {

    private final Projects projects;
    private final Sources sources;
    private final AuditLog audit;

    ProjectsApi(Projects projects, Sources sources, AuditLog audit) {
        this.projects = projects;
        this.sources = sources;
        this.audit = audit;
    }

    record ProjectItem(
            String key,
            String name,
            @Nullable String git,
            @Nullable String mlflow) {}

    record ProjectList(List<ProjectItem> projects) {}

    /// @param kind `mlflow`, `git` or `dvc`
    /// @param state `never_synced`, `ok` or `failing`
    /// @param stale no good sync for three intervals, or never
    record SourceItem(
            String project,
            String kind,
            String location,
            String state,
            boolean stale,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant lastGoodAt,
            @Nullable String lastOutcome,
            @Nullable String errorCode,
            @Nullable String error,
            SourceStatus.@Nullable Progress progress) {

        static SourceItem of(SourceStatus status) {
            return new SourceItem(
                    status.id().project().value(),
                    lower(status.id().kind()),
                    status.location(),
                    lower(status.state()),
                    status.stale(),
                    status.lastAttemptAt(),
                    status.lastGoodAt(),
                    status.lastOutcome(),
                    status.errorCode(),
                    status.error(),
                    status.progress());
        }

        private static String lower(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    record SourceList(List<SourceItem> sources) {}

    record SyncAccepted(String project, String mode) {}

    @GetMapping(path = "/api/v1/projects", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    ProjectList projects() {
        return new ProjectList(projects.all().stream()
                .map(project -> new ProjectItem(
                        project.key().value(),
                        project.name(),
                        project.git() == null ? null : project.git().url(),
                        project.mlflow() == null ? null : project.mlflow().trackingUri()))
                .toList());
    }

    @GetMapping(path = "/api/v1/sources", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    SourceList sources() {
        return new SourceList(sources.all().stream().map(SourceItem::of).toList());
    }

    /// Asks for a sync of all the project's sources; returns before it is done.
    ///
    /// @param mode `incremental` for what is new, `full` for everything
    @PostMapping(path = "/api/v1/projects/{key}/sync", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAuthority('SCOPE_sync')")
    SyncAccepted sync(
            @PathVariable String key, @RequestParam(defaultValue = "incremental") String mode, Principal caller) {
        var project = projects.require(new ProjectKey(key)).key();
        var wanted = switch (mode) {
            case "incremental" -> Mode.INCREMENTAL;
            case "full" -> Mode.FULL;
            default -> throw new IllegalArgumentException("The parameter mode is incremental or full.");
        };
        sources.syncNow(project, wanted);
        audit.record(caller.getName(), "sync-requested", project.value(), mode, Map.of(LogLine.PROJECT, project));
        return new SyncAccepted(project.value(), mode);
    }

    /// Before the general one, which knows no projects.
    @RestControllerAdvice
    @Order(0)
    static class Problems {

        @ExceptionHandler(UnknownProjectException.class)
        ProblemDetail unknown(UnknownProjectException e) {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.NOT_FOUND, e.getMessage() + "; GET /api/v1/projects lists them.");
        }

        @ExceptionHandler(ProjectKey.Malformed.class)
        ProblemDetail malformed(ProjectKey.Malformed e) {
            return ProblemDetail.forStatusAndDetail(
                    HttpStatus.NOT_FOUND, "There is no such project: " + e.getMessage() + ".");
        }
    }
}
