package dev.vigia.alerts;

import dev.vigia.alerts.EpisodeReport.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// What a comparison with an Alertmanager reads and changes.
@Repository
class OpenEpisodes {

    /// @param suppression as stored
    record Open(
            EpisodeId id,
            long fingerprint,
            Instant startsAt,
            Instant receivedAt,
            @Nullable String suppression) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    OpenEpisodes(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Open> of(String cluster) {
        return jdbc.query(
                "select id, fingerprint, starts_at, received_at, suppression from alert_episode"
                        + " where ends_at is null and cluster = ?",
                (rs, _) -> new Open(
                        new EpisodeId(rs.getLong(1)),
                        rs.getLong(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        rs.getObject(4, OffsetDateTime.class).toInstant(),
                        rs.getString(5)),
                cluster);
    }

    void suppress(EpisodeId id, @Nullable String suppression, Kind kind, String detail) {
        var changed = jdbc.update(
                "update alert_episode set suppression = ?, changes = changes + 1 where id = ? and ends_at is null",
                suppression,
                id.value());
        if (changed > 0) {
            event(id, kind, detail);
        }
    }

    void end(EpisodeId id, Instant at) {
        var when = at.atOffset(ZoneOffset.UTC);
        jdbc.update(
                "update alert_episode set ending = 2, ends_at = ?, ended_seen_at = ?, suppression = null,"
                        + " changes = changes + 1 where id = ? and ends_at is null",
                when,
                when,
                id.value());
    }

    /// It was told to be resolved, and later its Alertmanager was told that it fires: the same start comes again when
    /// Prometheus was away for a while.
    ///
    /// @return those that fire again
    List<EpisodeId> reopen(String cluster, long fingerprint, @Nullable Instant startsAt, Instant toldAt) {
        if (startsAt == null) {
            return List.of();
        }
        var found = jdbc.queryForList(
                "select id from alert_episode where cluster = ? and fingerprint = ? and starts_at = ? and ending = 3"
                        + " and ended_seen_at < ? and not exists (select 1 from alert_episode n where n.cluster = ?"
                        + " and n.fingerprint = ? and n.starts_at > ?)",
                Long.class,
                cluster,
                fingerprint,
                startsAt.atOffset(ZoneOffset.UTC),
                toldAt.atOffset(ZoneOffset.UTC),
                cluster,
                fingerprint,
                startsAt.atOffset(ZoneOffset.UTC));
        for (Long id : found) {
            jdbc.update(
                    "update alert_episode set ending = 0, ends_at = null, ended_seen_at = null, ended_change = null,"
                            + " changes = changes + 1 where id = ?",
                    id);
            event(new EpisodeId(id), Kind.FIRES_AGAIN, "");
        }
        return found.stream().map(EpisodeId::new).toList();
    }

    private void event(EpisodeId id, Kind kind, String detail) {
        jdbc.update(
                "insert into alert_event (episode_id, at, kind, actor, detail) values (?, ?, ?, 'vigia', ?)",
                id.value(),
                clock.instant().atOffset(ZoneOffset.UTC),
                kind.name(),
                detail);
    }
}
