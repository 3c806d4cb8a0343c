package dev.vigia.alerts;

import dev.vigia.platform.Csv;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/// Door to the numbers about alerts: how many, how noisy, how fast somebody cared and how fast they were over.
@Service
public class AlertStatistics {

    /// A window with more episodes than this is counted from its newest ones.
    private static final int MOST = 200_000;

    private static final Severity[] SEVERITIES = Severity.values();

    private final JdbcTemplate jdbc;
    private final RunbookLibrary runbooks;

    AlertStatistics(JdbcTemplate jdbc, RunbookLibrary runbooks) {
        this.jdbc = jdbc;
        this.runbooks = runbooks;
    }

    /// @param timeToAcknowledge mean from start to acknowledgement, of those that somebody acknowledged; null if none
    /// @param timeToResolve mean from start to end, of those that ended; null if none
    /// @param withRunbook share of the episodes whose alert has a runbook, 0 to 1
    /// @param noise share of the marked episodes that are marked as noise, 0 to 1; null if none is marked
    public record Numbers(
            long episodes,
            @Nullable Duration timeToAcknowledge,
            @Nullable Duration timeToResolve,
            double withRunbook,
            @Nullable Double noise) {}

    /// @param flaps episodes that began within an hour after the alert's one before
    public record Noisy(
            String name,
            long episodes,
            long flaps,
            @Nullable Duration timeToResolve) {}

    /// @param perDay by day in UTC, days without alerts left out
    /// @param noisiest most episodes first
    /// @param byProject under an empty text those of no project
    public record Report(
            Numbers all,
            Map<LocalDate, Long> perDay,
            List<Noisy> noisiest,
            Map<String, Numbers> byProject,
            Map<Severity, Numbers> bySeverity) {}

    private record Row(
            AlertKey alert,
            String name,
            Severity severity,
            String project,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String usefulness,
            boolean hasRunbook) {}

    /// Of what began in the window.
    ///
    /// @param project only its alerts; null for all
    public Report between(Instant from, Instant to, @Nullable ProjectKey project) {
        var rows = rows(from, to, project);
        var perDay = new TreeMap<LocalDate, Long>();
        var byProject = new TreeMap<String, List<Row>>();
        var bySeverity = new TreeMap<Severity, List<Row>>(Comparator.reverseOrder());
        var byName = new HashMap<String, List<Row>>();
        for (Row row : rows) {
            perDay.merge(LocalDate.ofInstant(row.startsAt(), ZoneOffset.UTC), 1L, Long::sum);
            byProject.computeIfAbsent(row.project(), _ -> new ArrayList<>()).add(row);
            bySeverity.computeIfAbsent(row.severity(), _ -> new ArrayList<>()).add(row);
            byName.computeIfAbsent(row.name(), _ -> new ArrayList<>()).add(row);
        }
        var projects = new TreeMap<String, Numbers>();
        byProject.forEach((key, some) -> projects.put(key, numbers(some)));
        var severities = new TreeMap<Severity, Numbers>(Comparator.reverseOrder());
        bySeverity.forEach((key, some) -> severities.put(key, numbers(some)));
        var noisiest = byName.entrySet().stream()
                .map(entry -> new Noisy(
                        entry.getKey(),
                        entry.getValue().size(),
                        flaps(entry.getValue()),
                        numbers(entry.getValue()).timeToResolve()))
                .sorted(Comparator.comparingLong(Noisy::episodes).reversed().thenComparing(Noisy::name))
                .limit(20)
                .toList();
        return new Report(numbers(rows), perDay, noisiest, projects, severities);
    }

    /// One line for everything, each project, each severity and each of the noisiest alerts.
    public void csv(Report report, Writer out) throws IOException {
        Csv.line(
                out,
                List.of("of", "which", "episodes", "mtta_seconds", "mttr_seconds", "with_runbook", "marked_noise"));
        line(out, "all", "", report.all());
        for (var project : report.byProject().entrySet()) {
            line(out, "project", project.getKey(), project.getValue());
        }
        for (var severity : report.bySeverity().entrySet()) {
            line(out, "severity", severity.getKey().name().toLowerCase(Locale.ROOT), severity.getValue());
        }
        for (var noisy : report.noisiest()) {
            Csv.line(
                    out,
                    List.of(
                            "alert",
                            noisy.name(),
                            Long.toString(noisy.episodes()),
                            "",
                            seconds(noisy.timeToResolve()),
                            "",
                            ""));
        }
    }

    private static void line(Writer out, String of, String which, Numbers numbers) throws IOException {
        Csv.line(
                out,
                List.of(
                        of,
                        which,
                        Long.toString(numbers.episodes()),
                        seconds(numbers.timeToAcknowledge()),
                        seconds(numbers.timeToResolve()),
                        String.format(Locale.ROOT, "%.3f", numbers.withRunbook()),
                        numbers.noise() == null ? "" : String.format(Locale.ROOT, "%.3f", numbers.noise())));
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : Long.toString(duration.toSeconds());
    }

    private static Numbers numbers(List<Row> rows) {
        long acknowledged = 0;
        long ended = 0;
        long marked = 0;
        long noise = 0;
        long withRunbook = 0;
        var toAcknowledge = Duration.ZERO;
        var toResolve = Duration.ZERO;
        for (Row row : rows) {
            if (row.acknowledgedAt() != null) {
                acknowledged++;
                toAcknowledge = toAcknowledge.plus(positive(row.startsAt(), row.acknowledgedAt()));
            }
            if (row.endsAt() != null) {
                ended++;
                toResolve = toResolve.plus(positive(row.startsAt(), row.endsAt()));
            }
            if (row.usefulness() != null) {
                marked++;
                noise += row.usefulness().equals(Handling.Usefulness.NOISE.name()) ? 1 : 0;
            }
            withRunbook += row.hasRunbook() ? 1 : 0;
        }
        return new Numbers(
                rows.size(),
                acknowledged == 0 ? null : toAcknowledge.dividedBy(acknowledged),
                ended == 0 ? null : toResolve.dividedBy(ended),
                rows.isEmpty() ? 0 : (double) withRunbook / rows.size(),
                marked == 0 ? null : (double) noise / marked);
    }

    private static Duration positive(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    private static long flaps(List<Row> rows) {
        var before = new HashMap<AlertKey, Instant>();
        return rows.stream()
                .sorted(Comparator.comparing(Row::startsAt))
                .filter(row -> {
                    var last = before.put(row.alert(), row.startsAt());
                    return last != null && last.plus(Duration.ofHours(1)).isAfter(row.startsAt());
                })
                .count();
    }

    private List<Row> rows(Instant from, Instant to, @Nullable ProjectKey project) {
        var arguments = new ArrayList<Object>(
                List.of(from.atOffset(ZoneOffset.UTC), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)));
        if (project != null) {
            arguments.add(project.value());
        }
        arguments.add(MOST);
        var known = new HashMap<String, Boolean>();
        return jdbc.query(
                "select e.cluster, e.fingerprint, e.starts_at, e.ends_at, a.name, a.severity, a.project, a.labels,"
                        + " e.annotations, h.acknowledged_at, h.usefulness" + EpisodeRows.FROM
                        // What ended before the window did not begin in it; the index is by end.
                        + " where (e.ends_at is null or e.ends_at >= ?) and e.starts_at >= ? and e.starts_at < ?"
                        + (project == null ? "" : " and a.project = ?") + " order by e.starts_at desc limit ?",
                (rs, _) -> {
                    var name = rs.getString("name");
                    var labels = rs.getString("labels");
                    var annotations = rs.getString("annotations");
                    var of = rs.getString("project");
                    return new Row(
                            new AlertKey(rs.getString("cluster"), rs.getLong("fingerprint")),
                            name,
                            SEVERITIES[rs.getInt("severity")],
                            of == null ? "" : of,
                            rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            EpisodeStore.instant(rs, "ends_at"),
                            EpisodeStore.instant(rs, "acknowledged_at"),
                            rs.getString("usefulness"),
                            known.computeIfAbsent(name, _ -> hasRunbook(labels, annotations)));
                },
                arguments.toArray());
    }

    /// Asked once for each name: what differs between two alerts of a name hardly ever leads to another runbook.
    private boolean hasRunbook(String labels, String annotations) {
        return !(runbooks.match(LabelJson.read(labels), LabelJson.read(annotations)) instanceof RunbookMatch.Missing);
    }
}
