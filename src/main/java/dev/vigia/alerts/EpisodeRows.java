package dev.vigia.alerts;

import dev.vigia.alerts.Handling.Usefulness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Reads whole episodes, by their ids.
@Repository
class EpisodeRows {

    static final String FROM = " from alert_episode e join alert a on a.cluster = e.cluster"
            + " and a.fingerprint = e.fingerprint left join alert_handling h on h.episode_id = e.id";
    private static final String COLUMNS = "e.id, e.cluster, e.fingerprint, e.starts_at, e.received_at, e.ends_at,"
            + " e.ended_seen_at, e.ending, e.annotations, e.generator_url, e.suppression, a.name, a.severity, a.project,"
            + " a.model, a.labels, h.version, h.owner, h.acknowledged_by, h.acknowledged_at, h.acknowledged_until,"
            + " h.usefulness";
    private static final Ending[] ENDINGS = Ending.values();
    private static final Severity[] SEVERITIES = Severity.values();

    private final JdbcTemplate jdbc;
    private final Clock clock;

    EpisodeRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Episode> find(EpisodeId id) {
        return jdbc.query("select " + COLUMNS + FROM + " where e.id = ?", (rs, _) -> episode(rs), id.value()).stream()
                .findFirst();
    }

    /// In the order of the ids; those that are gone are left out.
    List<Episode> all(List<EpisodeId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = new HashMap<EpisodeId, Episode>();
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement("select " + COLUMNS
                            + " from unnest(cast(? as bigint array)) k (i) join alert_episode e on e.id = k.i"
                            + FROM.substring(" from alert_episode e".length()));
                    EpisodeStore.array(ps, 1, "bigint", ids, EpisodeId::value);
                    return ps;
                },
                rs -> {
                    var episode = episode(rs);
                    found.put(episode.id(), episode);
                });
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /// All of an alert's, newest first.
    List<Episode> of(AlertKey alert, int limit) {
        return jdbc.query(
                "select " + COLUMNS + FROM
                        + " where e.cluster = ? and e.fingerprint = ? order by e.starts_at desc limit ?",
                (rs, _) -> episode(rs),
                alert.cluster(),
                alert.fingerprint(),
                limit);
    }

    /// When each of the alerts fired since a time.
    Map<AlertKey, List<Span>> spans(Collection<AlertKey> alerts, Instant since) {
        var keys = alerts.stream().distinct().toList();
        var spans = new HashMap<AlertKey, List<Span>>();
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement("select e.cluster, e.fingerprint, e.starts_at, e.ends_at"
                            + " from unnest(cast(? as varchar array), cast(? as bigint array)) k (c, f)"
                            + " join alert_episode e on e.cluster = k.c and e.fingerprint = k.f"
                            + " where (e.ends_at is null or e.ends_at > ?)");
                    var index = EpisodeStore.texts(ps, 1, keys, AlertKey::cluster);
                    index = EpisodeStore.array(ps, index, "bigint", keys, AlertKey::fingerprint);
                    ps.setObject(index, since.atOffset(ZoneOffset.UTC));
                    return ps;
                },
                rs -> {
                    var key = new AlertKey(rs.getString(1), rs.getLong(2));
                    spans.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(new Span(
                                    rs.getObject(3, OffsetDateTime.class).toInstant(),
                                    EpisodeStore.instant(rs, "ends_at")));
                });
        return spans;
    }

    /// @param to null while it lasts
    record Span(Instant from, @Nullable Instant to) {}

    private Episode episode(ResultSet rs) throws SQLException {
        var handling = handling(rs);
        var ending = ENDINGS[rs.getInt("ending")];
        var suppression = SuppressionJson.read(rs.getString("suppression"));
        return new Episode(
                new EpisodeId(rs.getLong("id")),
                new AlertKey(rs.getString("cluster"), rs.getLong("fingerprint")),
                rs.getString("name"),
                SEVERITIES[rs.getInt("severity")],
                AlertNaming.key(rs.getString("project")),
                rs.getString("model"),
                LabelJson.read(rs.getString("labels")),
                LabelJson.read(rs.getString("annotations")),
                rs.getString("generator_url"),
                required(rs, "starts_at"),
                required(rs, "received_at"),
                EpisodeStore.instant(rs, "ends_at"),
                EpisodeStore.instant(rs, "ended_seen_at"),
                ending,
                state(ending, suppression == null ? null : suppression.kind(), handling, clock.instant()),
                suppression,
                handling);
    }

    static AlertState state(Ending ending, Suppression.@Nullable Kind suppressed, Handling handling, Instant now) {
        if (ending != Ending.NONE) {
            return AlertState.RESOLVED;
        }
        if (suppressed != null) {
            return suppressed == Suppression.Kind.INHIBITED ? AlertState.INHIBITED : AlertState.SILENCED;
        }
        return handling.isAcknowledged(now) ? AlertState.ACKNOWLEDGED : AlertState.FIRING;
    }

    static Handling handling(ResultSet rs) throws SQLException {
        var version = rs.getObject("version", Long.class);
        if (version == null) {
            return Handling.NONE;
        }
        var usefulness = rs.getString("usefulness");
        return new Handling(
                version + 1,
                rs.getString("owner"),
                rs.getString("acknowledged_by"),
                EpisodeStore.instant(rs, "acknowledged_at"),
                EpisodeStore.instant(rs, "acknowledged_until"),
                usefulness == null ? null : Usefulness.valueOf(usefulness));
    }

    private static Instant required(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
