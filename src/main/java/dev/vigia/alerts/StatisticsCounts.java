package dev.vigia.alerts;

import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Lets the database count episodes: what comes here is a row for each name, project, severity and day, however many
/// episodes there were.
@Repository
class StatisticsCounts {

    private static final Severity[] SEVERITIES = Severity.values();

    /// A mean is taken of these sums at the end, so that means of parts and of the whole agree.
    ///
    /// @param sample one of the episodes
    /// @param project empty for none
    record Count(
            EpisodeId sample,
            String name,
            String project,
            Severity severity,
            LocalDate day,
            long episodes,
            long flaps,
            long acknowledged,
            double secondsToAcknowledge,
            long ended,
            double secondsToResolve,
            long marked,
            long noise) {}

    private final JdbcTemplate jdbc;

    StatisticsCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What began in the window.
    List<Count> between(Instant from, Instant to, @Nullable ProjectKey project, @Nullable Severity severity) {
        var arguments = new ArrayList<Object>(
                List.of(from.atOffset(ZoneOffset.UTC), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)));
        var more = "";
        if (project != null) {
            more += " and a.project = ?";
            arguments.add(project.value());
        }
        if (severity != null) {
            more += " and a.severity = ?";
            arguments.add(severity.ordinal());
        }
        // What ended before the window did not begin in it; the index is by end.
        return jdbc.query("""
                select max(x.id), x.name, x.project, x.severity, x.began, count(*), sum(x.flap),
                       count(x.acknowledged), sum(greatest(x.acknowledged, 0)),
                       count(x.ended), sum(greatest(x.ended, 0)), count(x.usefulness), sum(x.noise)
                from (
                  select e.id, a.name, coalesce(a.project, '') as project, a.severity,
                         cast(e.starts_at at time zone 'UTC' as date) as began,
                         case when e.starts_at < lag(e.starts_at) over
                           (partition by e.fingerprint, e.cluster order by e.starts_at) + interval '1' hour
                           then 1 else 0 end as flap,
                         extract(epoch from (h.acknowledged_at - e.starts_at)) as acknowledged,
                         extract(epoch from (e.ends_at - e.starts_at)) as ended,
                         h.usefulness, case when h.usefulness = 'NOISE' then 1 else 0 end as noise
                  %s
                  where (e.ends_at is null or e.ends_at >= ?) and e.starts_at >= ? and e.starts_at < ?%s
                ) x
                group by x.name, x.project, x.severity, x.began
                """.formatted(EpisodeRows.FROM, more), (rs, _) -> count(rs), arguments.toArray());
    }

    private static Count count(ResultSet rs) throws SQLException {
        return new Count(
                new EpisodeId(rs.getLong(1)),
                rs.getString(2),
                rs.getString(3),
                SEVERITIES[rs.getInt(4)],
                rs.getObject(5, LocalDate.class),
                rs.getLong(6),
                rs.getLong(7),
                rs.getLong(8),
                rs.getDouble(9),
                rs.getLong(10),
                rs.getDouble(11),
                rs.getLong(12),
                rs.getLong(13));
    }

    /// When the oldest episode that is still kept began or came, whichever was first.
    @Nullable
    Instant recordedSince() {
        return jdbc
                .query("select received_at, starts_at from alert_episode order by id limit 1", (rs, _) -> {
                    var received = rs.getObject(1, OffsetDateTime.class).toInstant();
                    var began = rs.getObject(2, OffsetDateTime.class).toInstant();
                    return began.isBefore(received) ? began : received;
                })
                .stream()
                .findFirst()
                .orElse(null);
    }
}
