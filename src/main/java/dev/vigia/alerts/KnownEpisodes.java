package dev.vigia.alerts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Tells what an old delivery says that is not known yet.
@Repository
class KnownEpisodes {

    private static final Instant UNTOLD = Instant.EPOCH;

    private final JdbcTemplate jdbc;

    KnownEpisodes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(long fingerprint, Instant startsAt) {}

    /// @param reopenedAt when it turned out to fire again after it had been told to be over
    private record Known(Ending ending, @Nullable Instant reopenedAt) {}

    /// The reports of episodes that are not stored; and those of an end that is not, unless it turned out later to be
    /// none. Without a start nobody can tell whether an alert is known, so such a report is left out.
    List<AlertReport> missingFrom(String cluster, List<AlertReport> reports, Instant deliveredAt) {
        var told = reports.stream()
                .filter(report -> !key(report).startsAt().equals(UNTOLD))
                .toList();
        var known = known(cluster, told);
        return told.stream()
                .filter(report -> {
                    var before = known.get(key(report));
                    if (before == null) {
                        return true;
                    }
                    var reopened = before.reopenedAt();
                    return report.resolved()
                            && before.ending() != Ending.RESOLVED
                            && (reopened == null || reopened.isBefore(deliveredAt));
                })
                .toList();
    }

    private static Key key(AlertReport report) {
        return new Key(Fingerprint.of(report.labels()), IntakeBatch.start(report, UNTOLD));
    }

    private Map<Key, Known> known(String cluster, List<AlertReport> reports) {
        var keys = reports.stream().map(KnownEpisodes::key).distinct().toList();
        var known = new HashMap<Key, Known>();
        if (keys.isEmpty()) {
            return known;
        }
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement("""
                            select e.fingerprint, e.starts_at, e.ending,
                                   (select max(v.at) from alert_event v where v.episode_id = e.id and v.kind = ?)
                            from unnest(cast(? as bigint array), cast(? as varchar array)) k (f, s)
                            join alert_episode e on e.cluster = ? and e.fingerprint = k.f
                              and e.starts_at = cast(k.s as timestamp with time zone)
                            """);
                    ps.setString(1, EpisodeReport.Kind.FIRES_AGAIN.name());
                    var index = EpisodeStore.array(ps, 2, "bigint", keys, Key::fingerprint);
                    index = EpisodeStore.texts(
                            ps, index, keys, key -> key.startsAt().toString());
                    ps.setString(index, cluster);
                    return ps;
                },
                rs -> {
                    var reopened = rs.getObject(4, OffsetDateTime.class);
                    known.put(
                            new Key(
                                    rs.getLong(1),
                                    rs.getObject(2, OffsetDateTime.class).toInstant()),
                            new Known(Ending.values()[rs.getInt(3)], reopened == null ? null : reopened.toInstant()));
                });
        return known;
    }
}
