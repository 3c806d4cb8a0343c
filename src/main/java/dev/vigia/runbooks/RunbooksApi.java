package dev.vigia.runbooks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Runbooks for programs.
@RestController
class RunbooksApi {

    private final RunbookLibrary library;

    RunbooksApi(RunbookLibrary library) {
        this.library = library;
    }

    /// @param responseTime in seconds
    /// @param responseTime in seconds
    /// @param excerpt where a search found it
    record Item(
            String name,
            String title,
            List<String> alerts,
            @Nullable String severity,

            @Schema(description = "within how many seconds somebody should respond") @Nullable
            Long responseTime,

            @Nullable String owner,
            String origin,
            @Nullable String excerpt) {

        static Item of(RunbookSummary summary, @Nullable String excerpt) {
            var time = summary.responseTime();
            return new Item(
                    summary.name(),
                    summary.title(),
                    summary.alerts(),
                    summary.severity(),
                    time == null ? null : seconds(time),
                    summary.owner(),
                    summary.origin(),
                    excerpt);
        }

        private static Long seconds(Duration time) {
            return time.toSeconds();
        }
    }

    record Place(
            String origin,
            int documents,
            @Nullable Instant lastGoodAt,
            @Nullable String error) {}

    record Listing(List<Item> runbooks, List<Place> origins) {}

    /// @param kind `html`, `step`, `code`, `fact` or `details`
    /// @param html sanitized
    /// @param text of code, or the question of a fact
    record Part(
            String kind,
            @Nullable String id,
            @Nullable String html,
            @Nullable String language,
            @Nullable String text,
            @Nullable Map<String, String> arguments,
            @Nullable List<Part> parts) {

        static Part of(Block block) {
            return switch (block) {
                case Block.Html(var html) -> new Part("html", null, html, null, null, null, null);
                case Block.Step(var id, var html) -> new Part("step", id, html, null, null, null, null);
                case Block.Code code -> new Part("code", null, null, code.language(), code.text(), null, null);
                case Block.Fact fact ->
                    new Part("fact", fact.name(), null, null, fact.source(), fact.arguments(), null);
                case Block.Details details ->
                    new Part(
                            "details",
                            null,
                            details.summaryHtml(),
                            null,
                            null,
                            null,
                            details.blocks().stream().map(Part::of).toList());
            };
        }
    }

    record Page(Item runbook, String markdown, List<Part> rendered) {}

    /// @param level `error`, `warning` or `note`
    record Finding(String file, String level, String rule, String sentence) {}

    record CoverageAnswer(
            List<RunbookCoverage.Alert> alerts,
            List<Use> runbooks,
            int rules,
            List<String> mistakes,
            List<Finding> findings) {}

    record Use(
            String name,
            boolean ruled,
            long episodes,
            @Nullable Instant lastSeen) {}

    /// @param q words that a document must have
    @GetMapping(path = "/api/v1/runbooks", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Listing runbooks(@RequestParam(defaultValue = "") String q) {
        var items = q.isBlank()
                ? library.list().stream().map(one -> Item.of(one, null)).toList()
                : library.search(q).stream()
                        .map(hit -> Item.of(hit.runbook(), hit.excerpt()))
                        .toList();
        return new Listing(
                items,
                library.origins().stream()
                        .map(one -> new Place(one.origin(), one.documents(), one.lastGoodAt(), one.error()))
                        .toList());
    }

    /// Which alerts have a runbook and which runbooks an alert, and what the linter finds.
    @GetMapping(path = "/api/v1/runbooks/coverage", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    CoverageAnswer coverage() {
        var coverage = library.coverage();
        return new CoverageAnswer(
                coverage.alerts(),
                coverage.runbooks().stream()
                        .map(page -> new Use(page.runbook().name(), page.ruled(), page.episodes(), page.lastSeen()))
                        .toList(),
                coverage.rules(),
                coverage.mistakes(),
                library.findings().stream()
                        .map(one -> new Finding(
                                one.file(), one.level().name().toLowerCase(Locale.ROOT), one.rule(), one.sentence()))
                        .toList());
    }

    /// The document as written and as shown; placeholders are left standing.
    ///
    /// @param name with its folders
    @GetMapping(path = "/api/v1/runbooks/{*name}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Page runbook(@PathVariable String name) {
        var plain = name.startsWith("/") ? name.substring(1) : name;
        var runbook = library.find(plain).orElseThrow(() -> new UnknownRunbookException());
        return new Page(
                Item.of(runbook.summary(), null),
                runbook.markdown(),
                library.render(runbook, Map.of()).blocks().stream()
                        .map(Part::of)
                        .toList());
    }

    @ExceptionHandler(UnknownRunbookException.class)
    ProblemDetail unknown(UnknownRunbookException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "There is no such runbook; GET /api/v1/runbooks lists them.");
    }

    static final class UnknownRunbookException extends RuntimeException {}
}
