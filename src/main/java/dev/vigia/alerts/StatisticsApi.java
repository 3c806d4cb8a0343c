package dev.vigia.alerts;

import dev.vigia.alerts.AlertStatistics.Day;
import dev.vigia.alerts.AlertStatistics.Numbers;
import dev.vigia.alerts.AlertStatistics.Question;
import dev.vigia.projects.ProjectKey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The numbers about alerts for programs and spreadsheets.
@RestController
class StatisticsApi {

    private static final String CSV = "text/csv";

    private final AlertStatistics statistics;

    StatisticsApi(AlertStatistics statistics) {
        this.statistics = statistics;
    }

    /// @param recordedSince since when alerts are kept; days before have no number
    /// @param noisiest most episodes first
    record Answer(
            Instant from,
            Instant to,
            @Nullable Instant recordedSince,
            Item all,
            List<Day> days,
            List<Item> noisiest,
            List<Item> projects,
            List<Item> severities) {}

    /// What is not known is null and never 0.
    ///
    /// @param of which alert, project or severity; empty for all, and for alerts of no project
    /// @param acknowledged of how many the time to acknowledge is the mean
    /// @param mttaSeconds mean from start to acknowledgement
    /// @param ended of how many the time to resolve is the mean
    /// @param mttrSeconds mean from start to end
    /// @param flaps episodes that began within an hour after the alert's one before
    /// @param withRunbook share of the episodes, 0 to 1
    /// @param marked how many somebody marked as useful or noise
    /// @param noise share of those that are marked, 0 to 1
    record Item(
            String of,
            long episodes,
            long acknowledged,
            @Nullable Long mttaSeconds,
            long ended,
            @Nullable Long mttrSeconds,
            long flaps,
            boolean flapping,
            @Nullable Double withRunbook,
            long marked,
            @Nullable Double noise) {

        static Item of(String what, Numbers numbers) {
            return new Item(
                    what,
                    numbers.episodes(),
                    numbers.acknowledged(),
                    seconds(numbers.timeToAcknowledge()),
                    numbers.ended(),
                    seconds(numbers.timeToResolve()),
                    numbers.flaps(),
                    numbers.isFlapping(),
                    numbers.withRunbook(),
                    numbers.marked(),
                    numbers.noise());
        }

        private static @Nullable Long seconds(@Nullable Duration duration) {
            return duration == null ? null : duration.toSeconds();
        }
    }

    /// @param days how far back, today included; days begin at midnight UTC
    /// @param severity critical, warning, info or none; all if absent
    @GetMapping(path = "/api/v1/alerts/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Answer statistics(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String severity) {
        var report = statistics.report(question(days, project, severity));
        return new Answer(
                report.from(),
                report.to(),
                report.recordedSince(),
                Item.of("", report.all()),
                report.days(),
                items(report.noisiest()),
                items(report.byProject()),
                report.bySeverity().entrySet().stream()
                        .map(entry -> Item.of(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue()))
                        .toList());
    }

    /// The same as a table.
    @GetMapping(path = "/api/v1/alerts/statistics.csv", produces = CSV)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    void csv(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String severity,
            HttpServletResponse response)
            throws IOException {
        var report = statistics.report(question(days, project, severity));
        response.setContentType(CSV);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("alert-statistics.csv")
                        .build()
                        .toString());
        StatisticsCsv.write(report, response.getWriter());
    }

    private static List<Item> items(Map<String, Numbers> numbers) {
        return numbers.entrySet().stream()
                .map(entry -> Item.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Question question(int days, @Nullable String project, @Nullable String severity) {
        return new Question(days, project == null ? null : new ProjectKey(project), severity(severity));
    }

    private static @Nullable Severity severity(@Nullable String text) {
        try {
            return text == null ? null : Severity.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("severity is one of critical, warning, info and none", e);
        }
    }
}
