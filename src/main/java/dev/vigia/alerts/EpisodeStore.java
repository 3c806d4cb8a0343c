package dev.vigia.alerts;

import dev.vigia.platform.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.stereotype.Repository;

/// The writing side of alerts and episodes: one statement for each table, however many rows.
@Repository
class EpisodeStore {

    private static final String KEYS = "cluster, fingerprint, starts_at";

    /// What a report changes in a stored episode, said once for both databases. `e` is stored, `s` is reported.
    /// What is known better wins (see [Ending]); of two resolves the earlier one; an episode that was only given up
    /// fires again when the sender says so.
    private static final String DIFFERS = """
            (s.ending > e.ending
             or s.ending = 3 and s.ends_at < e.ends_at
             or s.ending = 0 and e.ending = 2
             or s.ending = 0 and e.ending = 0 and e.annotations <> s.annotations)
            """;

    private static final String CHANGE = """
            ending = case when s.ending = 0 and e.ending = 2 then 0 else s.ending end,
            ends_at = s.ends_at,
            annotations = case when e.ending = 3 then e.annotations else s.annotations end,
            ended_seen_at = case when s.ending = 0 then null when e.ending = 3 then e.ended_seen_at else cast(? as timestamp with time zone) end,
            suppression = case when s.ending = 0 then e.suppression end,
            ended_change = case when s.ending = 0 then null when e.ending = 3 then e.ended_change else e.changes + 1 end,
            changes = e.changes + 1
            """;

    private static final String COLUMNS = "cluster, fingerprint, starts_at, ending, ends_at, annotations,"
            + " generator_url, received_at, ended_seen_at, changes, ended_change";
    private static final String REPORTED = """
            select c as cluster, f as fingerprint, cast(b as timestamp with time zone) as starts_at, n as ending,
                   cast(x as timestamp with time zone) as ends_at, t as annotations, g as generator_url
            from unnest(cast(? as varchar%1$s), cast(? as bigint%1$s), cast(? as varchar%1$s), cast(? as smallint%1$s),
                        cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s)) u (c, f, b, n, x, t, g)
            """;
    private static final String VALUES = """
            s.cluster, s.fingerprint, s.starts_at, s.ending, s.ends_at, s.annotations, s.generator_url,
            cast(? as timestamp with time zone),
            case when s.ending = 3 then cast(? as timestamp with time zone) end, 0, case when s.ending = 3 then 0 end
            """;
    private static final String ALERTS = """
            select c as cluster, f as fingerprint, n as name, v as severity, p as project, m as model, l as labels
            from unnest(cast(? as varchar%1$s), cast(? as bigint%1$s), cast(? as varchar%1$s), cast(? as smallint%1$s),
                        cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s)) u (c, f, n, v, p, m, l)
            """;

    /// One episode as a batch reports it, after all reports about it were folded into one.
    record Row(
            AlertKey alert,
            Instant startsAt,
            Ending ending,
            @Nullable Instant endsAt,
            String annotations,
            @Nullable String generatorUrl) {}

    /// An episode that was written because something about it is new.
    ///
    /// @param fresh whether it was not stored before
    /// @param endedNow whether this write ended it
    record Written(
            EpisodeId id,
            AlertKey alert,
            Instant startsAt,
            @Nullable Instant endsAt,
            boolean fresh,
            boolean endedNow) {}

    /// An episode that ended because the next one of its alert began.
    record Over(EpisodeId id, AlertKey alert, Instant endsAt) {}

    /// @param labels JSON
    record AlertRow(
            AlertKey key,
            String name,
            Severity severity,
            @Nullable String project,
            @Nullable String model,
            String labels) {}

    private final JdbcTemplate jdbc;
    private final String upsertEpisodes;
    private final String upsertAlerts;
    private final String superseded;
    private final Dialect dialect;

    EpisodeStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        var returned = "id, " + KEYS + ", ends_at, ending, changes, ended_change";
        this.upsertEpisodes = dialect.choose(
                """
                select %s from final table (
                merge into alert_episode e using (%s) s
                on e.cluster = s.cluster and e.fingerprint = s.fingerprint and e.starts_at = s.starts_at
                when matched and %s then update set %s
                when not matched then insert (%s) values (%s))
                """.formatted(returned, REPORTED.formatted(" array"), DIFFERS, CHANGE, COLUMNS, VALUES), """
                insert into alert_episode as e (%s) select %s from (%s) s
                on conflict (cluster, fingerprint, starts_at) do update set %s where %s
                returning %s
                """.formatted(
                                COLUMNS,
                                VALUES,
                                REPORTED.formatted("[]"),
                                CHANGE.replace("s.", "excluded."),
                                DIFFERS.replace("s.", "excluded."),
                                returned));
        var sets = "severity = s.severity, project = s.project, model = s.model";
        this.upsertAlerts = dialect.choose("""
                merge into alert a using (%s) s on a.cluster = s.cluster and a.fingerprint = s.fingerprint
                when matched and (a.severity, a.project, a.model) is distinct from (s.severity, s.project, s.model)
                  then update set %s
                when not matched then insert (cluster, fingerprint, name, severity, project, model, labels)
                values (s.cluster, s.fingerprint, s.name, s.severity, s.project, s.model, s.labels)
                """.formatted(ALERTS.formatted(" array"), sets), """
                insert into alert as a (cluster, fingerprint, name, severity, project, model, labels) %s
                on conflict (cluster, fingerprint) do update set %s
                where (a.severity, a.project, a.model) is distinct from (excluded.severity, excluded.project, excluded.model)
                returning cluster, fingerprint, a.xmax = 0
                """.formatted(
                        ALERTS.formatted("[]"), sets.replace("s.", "excluded.")));
        this.superseded = dialect.choose("""
                select e.id, min(n.starts_at), e.ends_at, e.cluster, e.fingerprint
                from unnest(cast(? as varchar array), cast(? as bigint array)) k (c, f)
                join alert_episode e on e.cluster = k.c and e.fingerprint = k.f
                join alert_episode n on n.cluster = k.c and n.fingerprint = k.f and n.starts_at > e.starts_at
                where e.ending < 3
                group by e.id, e.ends_at, e.cluster, e.fingerprint
                """, """
                select e.id, n.starts_at, e.ends_at, k.c, k.f
                from unnest(cast(? as varchar[]), cast(? as bigint[])) k (c, f)
                -- Alert by alert, whatever the planner believes: in a storm its statistics are those of before.
                cross join lateral (select id, starts_at, ends_at from alert_episode
                  where cluster = k.c and fingerprint = k.f and ending < 3 offset 0) e
                cross join lateral (select min(starts_at) as starts_at from alert_episode
                  where cluster = k.c and fingerprint = k.f and starts_at > e.starts_at) n
                where n.starts_at is not null
                """);
    }

    /// @param rows each episode once, in order, so that two replicas never wait for each other in a circle
    List<Written> upsert(List<Row> rows, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        return jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement(upsertEpisodes);
                    var received = new Object[] {at, at};
                    var index = 1;
                    // The order of the marks differs: PostgreSQL's statement names the values first.
                    var valuesFirst = upsertEpisodes.startsWith("insert");
                    if (valuesFirst) {
                        index = times(ps, index, received);
                    }
                    index = texts(ps, index, rows, row -> row.alert().cluster());
                    index = array(ps, index, "bigint", rows, row -> row.alert().fingerprint());
                    index = texts(ps, index, rows, row -> text(row.startsAt()));
                    index = array(ps, index, "smallint", rows, row ->
                            (short) row.ending().ordinal());
                    index = texts(ps, index, rows, row -> text(row.endsAt()));
                    index = texts(ps, index, rows, Row::annotations);
                    index = texts(ps, index, rows, Row::generatorUrl);
                    index = times(ps, index, at);
                    if (!valuesFirst) {
                        times(ps, index, received);
                    }
                    return ps;
                },
                (rs, _) -> written(rs));
    }

    private static Written written(ResultSet rs) throws SQLException {
        var changes = rs.getInt("changes");
        var endedChange = rs.getObject("ended_change", Integer.class);
        return new Written(
                new EpisodeId(rs.getLong("id")),
                new AlertKey(rs.getString("cluster"), rs.getLong("fingerprint")),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                instant(rs, "ends_at"),
                changes == 0,
                endedChange != null && endedChange == changes);
    }

    /// @return those that may have been stored before; the others are new, and so have no other episode
    Set<AlertKey> upsertAlerts(Collection<AlertRow> alerts) {
        var rows = List.copyOf(alerts);
        var known = rows.stream().map(AlertRow::key).collect(Collectors.toCollection(HashSet::new));
        PreparedStatementCreator statement = connection -> {
            var ps = connection.prepareStatement(upsertAlerts);
            var index = texts(ps, 1, rows, row -> row.key().cluster());
            index = array(ps, index, "bigint", rows, row -> row.key().fingerprint());
            index = texts(ps, index, rows, AlertRow::name);
            index = array(
                    ps, index, "smallint", rows, row -> (short) row.severity().ordinal());
            index = texts(ps, index, rows, AlertRow::project);
            index = texts(ps, index, rows, AlertRow::model);
            texts(ps, index, rows, AlertRow::labels);
            return ps;
        };
        if (dialect == Dialect.H2) {
            // It does not tell which ones it inserted.
            jdbc.update(statement);
        } else {
            jdbc.query(statement, rs -> {
                if (rs.getBoolean(3)) {
                    known.remove(new AlertKey(rs.getString(1), rs.getLong(2)));
                }
            });
        }
        return known;
    }

    /// Of each alert, an episode can only fire as long as no later one began: ends those that a fresh one shows to be
    /// over. Whatever the order in which they came, the end is the start of the next.
    ///
    /// @return the episodes that ended by it
    List<Over> supersede(Collection<AlertKey> alerts, Instant now) {
        var keys = alerts.stream().distinct().sorted().toList();
        var over = new ArrayList<Over>();
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement(superseded);
                    var index = texts(ps, 1, keys, AlertKey::cluster);
                    array(ps, index, "bigint", keys, AlertKey::fingerprint);
                    return ps;
                },
                rs -> {
                    var end = rs.getObject(2, OffsetDateTime.class);
                    var before = rs.getObject(3, OffsetDateTime.class);
                    if (before == null || end.isBefore(before)) {
                        over.add(new Over(
                                new EpisodeId(rs.getLong(1)),
                                new AlertKey(rs.getString(4), rs.getLong(5)),
                                end.toInstant()));
                    }
                });
        if (!over.isEmpty()) {
            jdbc.batchUpdate(
                    "update alert_episode set ending = 1, ends_at = ?, ended_seen_at = ?, suppression = null,"
                            + " changes = changes + 1 where id = ? and ending < 3",
                    over.stream()
                            .map(episode -> new Object[] {
                                episode.endsAt().atOffset(ZoneOffset.UTC),
                                now.atOffset(ZoneOffset.UTC),
                                episode.id().value()
                            })
                            .toList());
        }
        return over;
    }

    private static int times(PreparedStatement ps, int from, Object... values) throws SQLException {
        var index = from;
        for (Object value : values) {
            ps.setObject(index++, value);
        }
        return index;
    }

    static <T> int texts(PreparedStatement ps, int index, List<T> rows, Function<T, @Nullable String> value)
            throws SQLException {
        return array(ps, index, "varchar", rows, value);
    }

    static <T> int array(
            PreparedStatement ps, int index, String type, List<T> rows, Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        var values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        Connection connection = ps.getConnection();
        ps.setArray(index, connection.createArrayOf(type, values));
        return index + 1;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
