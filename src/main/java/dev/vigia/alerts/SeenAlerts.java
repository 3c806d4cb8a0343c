package dev.vigia.alerts;

import dev.vigia.runbooks.AlertsSeen;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Tells the runbooks which alerts there were, so that they know which lack one.
@Component
class SeenAlerts implements AlertsSeen {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SeenAlerts(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<SeenAlert> within(Duration period) {
        return jdbc.query(
                "select a.name, count(*), max(e.starts_at) from alert_episode e join alert a on a.cluster = e.cluster"
                        + " and a.fingerprint = e.fingerprint where e.ends_at is null or e.ends_at > ?"
                        + " group by a.name order by a.name",
                (rs, _) -> new SeenAlert(
                        rs.getString(1),
                        rs.getLong(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant()),
                clock.instant().minus(period).atOffset(ZoneOffset.UTC));
    }
}
