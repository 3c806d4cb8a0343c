package dev.vigia.alerts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/// Every delivery, and for a time what it said word for word.
@Repository
class DeliveryStore {

    enum Outcome {
        STORED,
        REFUSED
    }

    record Row(Delivery delivery, Outcome outcome) {}

    private final JdbcTemplate jdbc;

    DeliveryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param keepBodies whether to keep what they said
    void insert(List<Row> rows, Instant now, boolean keepBodies) {
        var at = now.atOffset(ZoneOffset.UTC);
        var ids = new ArrayList<Long>(rows.size());
        for (Row row : rows) {
            ids.add(insert(row, at));
        }
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

    private long insert(Row row, OffsetDateTime at) {
        var delivery = row.delivery();
        var key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    var ps = connection.prepareStatement(
                            "insert into alert_delivery (received_at, cluster, sender, hash, bytes, outcome, note,"
                                    + " receiver, group_key, alerts, truncated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            new String[] {"id"});
                    ps.setObject(1, at);
                    ps.setString(2, delivery.cluster());
                    ps.setString(3, delivery.sender());
                    ps.setString(4, delivery.raw().hash());
                    ps.setInt(5, delivery.raw().bytes());
                    ps.setString(6, row.outcome().name());
                    ps.setString(7, delivery.note());
                    ps.setString(8, delivery.receiver());
                    ps.setString(9, delivery.groupKey());
                    ps.setInt(10, delivery.alerts().size());
                    ps.setInt(11, delivery.truncated());
                    return ps;
                },
                key);
        return Objects.requireNonNull(key.getKey()).longValue();
    }
}
