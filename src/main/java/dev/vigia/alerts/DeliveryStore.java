package dev.vigia.alerts;

import static dev.vigia.alerts.EpisodeStore.array;
import static dev.vigia.alerts.EpisodeStore.texts;

import dev.vigia.platform.Dialect;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Every delivery, and for a time what it said word for word.
@Repository
class DeliveryStore {

    enum Outcome {
        STORED,
        REFUSED
    }

    record Row(Delivery delivery, Outcome outcome) {}

    private static final String INSERT = """
            insert into alert_delivery (received_at, cluster, sender, hash, bytes, outcome, note, receiver, group_key,
                                        alerts, truncated)
            select cast(? as timestamp with time zone), c, s, h, b, o, n, r, g, a, t
            from unnest(cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as integer%1$s),
                        cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s),
                        cast(? as integer%1$s), cast(? as integer%1$s)) u (c, s, h, b, o, n, r, g, a, t)
            """;

    private final JdbcTemplate jdbc;
    private final String insert;

    DeliveryStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.insert = dialect.choose(
                "select id, hash from final table (" + INSERT.formatted(" array") + ")",
                INSERT.formatted("[]") + " returning id, hash");
    }

    /// @param keepBodies whether to keep what they said
    void insert(List<Row> rows, Instant now, boolean keepBodies) {
        var at = now.atOffset(ZoneOffset.UTC);
        var ids = insert(rows, at);
        if (keepBodies) {
            var bodies = new ArrayList<Object[]>(rows.size());
            for (int i = 0; i < ids.size(); i++) {
                bodies.add(new Object[] {
                    ids.get(i), at, rows.get(i).delivery().raw().gzip()
                });
            }
            jdbc.batchUpdate(
                    "insert into alert_delivery_body (delivery_id, received_at, body) values (?, ?, ?)", bodies);
        }
    }

    /// A thousand at a time, so that nothing is held up.
    void forgetBodies(Instant before) {
        int forgotten;
        do {
            forgotten = jdbc.update(
                    "delete from alert_delivery_body where delivery_id in (select delivery_id from alert_delivery_body"
                            + " where received_at < ? order by received_at limit 1000)",
                    before.atOffset(ZoneOffset.UTC));
        } while (forgotten > 0);
    }

    /// @return their ids, in the order of the rows
    private List<Long> insert(List<Row> rows, OffsetDateTime at) {
        var byHash = new HashMap<String, Deque<Long>>();
        jdbc.query(
                connection -> {
                    var ps = connection.prepareStatement(insert);
                    ps.setObject(1, at);
                    var index = texts(ps, 2, rows, row -> row.delivery().cluster());
                    index = texts(ps, index, rows, row -> row.delivery().sender());
                    index = texts(ps, index, rows, row -> row.delivery().raw().hash());
                    index = array(
                            ps,
                            index,
                            "integer",
                            rows,
                            row -> row.delivery().raw().bytes());
                    index = texts(ps, index, rows, row -> row.outcome().name());
                    index = texts(ps, index, rows, row -> row.delivery().note());
                    index = texts(ps, index, rows, row -> row.delivery().receiver());
                    index = texts(ps, index, rows, row -> row.delivery().groupKey());
                    index = array(
                            ps,
                            index,
                            "integer",
                            rows,
                            row -> row.delivery().alerts().size());
                    array(ps, index, "integer", rows, row -> row.delivery().truncated());
                    return ps;
                },
                rs -> {
                    byHash.computeIfAbsent(rs.getString(2), _ -> new ArrayDeque<>())
                            .add(rs.getLong(1));
                });
        // Those of one hash said the same, so it does not matter which of their ids each of them gets.
        return rows.stream()
                .map(row -> Objects.requireNonNull(
                                byHash.get(row.delivery().raw().hash()))
                        .remove())
                .toList();
    }
}
