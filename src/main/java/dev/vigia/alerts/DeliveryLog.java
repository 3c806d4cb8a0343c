package dev.vigia.alerts;

import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.alerts.Deliveries.Outcome;
import dev.vigia.alerts.Deliveries.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The reading side of deliveries. Ids grow with time, so a page is a piece of the primary key.
@Repository
class DeliveryLog {

    private static final String SELECT = "select d.id, d.received_at, d.cluster, d.sender, d.receiver, d.hash, d.bytes,"
            + " d.outcome, d.note, d.alerts, d.truncated, b.delivery_id as kept"
            + " from alert_delivery d left join alert_delivery_body b on b.delivery_id = d.id";

    private final JdbcTemplate jdbc;

    DeliveryLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<KeptDelivery> latest(Query query, @Nullable Long before, int limit) {
        var arguments = new ArrayList<Object>();
        var where = new ArrayList<String>();
        if (query.cluster() != null) {
            where.add("d.cluster = ?");
            arguments.add(query.cluster());
        }
        if (query.outcome() != null) {
            where.add("d.outcome = ?");
            arguments.add(query.outcome().name());
        }
        if (query.cut()) {
            where.add("d.truncated > 0");
        }
        if (before != null) {
            where.add("d.id < ?");
            arguments.add(before);
        }
        arguments.add(limit);
        return jdbc.query(
                SELECT + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by d.id desc limit ?",
                (rs, _) -> kept(rs),
                arguments.toArray());
    }

    /// In the order in which they came, from after an id.
    List<KeptDelivery> between(Instant from, Instant to, @Nullable String cluster, long after, int limit) {
        var arguments =
                new ArrayList<Object>(List.of(after, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)));
        if (cluster != null) {
            arguments.add(cluster);
        }
        arguments.add(limit);
        return jdbc.query(
                SELECT + " where d.id > ? and d.received_at >= ? and d.received_at < ?"
                        + (cluster == null ? "" : " and d.cluster = ?") + " order by d.id limit ?",
                (rs, _) -> kept(rs),
                arguments.toArray());
    }

    Optional<KeptDelivery> find(long id) {
        return jdbc.query(SELECT + " where d.id = ?", (rs, _) -> kept(rs), id).stream()
                .findFirst();
    }

    /// Packed.
    Optional<byte[]> body(long id) {
        return jdbc
                .query("select body from alert_delivery_body where delivery_id = ?", (rs, _) -> rs.getBytes(1), id)
                .stream()
                .findFirst();
    }

    private static KeptDelivery kept(ResultSet rs) throws SQLException {
        return new KeptDelivery(
                rs.getLong("id"),
                rs.getObject("received_at", OffsetDateTime.class).toInstant(),
                rs.getString("cluster"),
                rs.getString("sender"),
                rs.getString("receiver"),
                rs.getString("hash"),
                rs.getInt("bytes"),
                Outcome.valueOf(rs.getString("outcome")),
                rs.getString("note"),
                rs.getInt("alerts"),
                rs.getInt("truncated"),
                rs.getObject("kept") != null);
    }
}
