package dev.vigia.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets what is older than anybody asks for, in small batches so that nothing is held up. What still fires is never
/// forgotten, however long it does.
@Component
class AlertRetention {

    private static final int AT_ONCE = 1_000;

    private final DeliveryStore deliveries;
    private final AlertSettings settings;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AlertRetention(
            DeliveryStore deliveries,
            AlertSettings settings,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    void tidy() {
        var now = clock.instant();
        deliveries.forgetBodies(now.minus(settings.keepBodies()));
        // A row says what its body was, so it stays as long; and of what can be replayed, the episodes stay known.
        forgetDeliveries(now.minus(longer(settings.keepDeliveries(), settings.keepBodies())));
        forgetEpisodes(now.minus(longer(settings.keepEpisodes(), settings.keepBodies())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /// Ids grow with time, so the oldest are the first of the primary key.
    private void forgetDeliveries(Instant before) {
        int forgotten;
        do {
            forgotten = jdbc.update(
                    "delete from alert_delivery where received_at < ? and id in"
                            + " (select id from alert_delivery order by id limit ?)",
                    before.atOffset(ZoneOffset.UTC),
                    AT_ONCE);
        } while (forgotten == AT_ONCE);
    }

    private void forgetEpisodes(Instant before) {
        while (Boolean.TRUE.equals(transaction.execute(_ -> forgetSome(before)))) {
            // Until a batch is not full.
        }
    }

    private boolean forgetSome(Instant before) {
        var over = jdbc.query(
                "select id, cluster, fingerprint from alert_episode where ends_at < ? order by ends_at, id limit ?",
                (rs, _) -> new Over(rs.getLong(1), new AlertKey(rs.getString(2), rs.getLong(3))),
                before.atOffset(ZoneOffset.UTC),
                AT_ONCE);
        if (over.isEmpty()) {
            return false;
        }
        var ids = over.stream().map(Over::id).toList();
        for (String table : List.of("alert_handling", "alert_step", "alert_event")) {
            byIds("delete from " + table + " where episode_id = any(?)", ids);
        }
        byIds("delete from alert_episode where id = any(?)", ids);
        var alerts = over.stream().map(Over::alert).distinct().sorted().toList();
        jdbc.batchUpdate(
                "delete from alert where cluster = ? and fingerprint = ? and not exists (select 1 from alert_episode e"
                        + " where e.cluster = alert.cluster and e.fingerprint = alert.fingerprint)",
                alerts,
                AT_ONCE,
                (ps, alert) -> {
                    ps.setString(1, alert.cluster());
                    ps.setLong(2, alert.fingerprint());
                });
        return over.size() == AT_ONCE;
    }

    private record Over(long id, AlertKey alert) {}

    private void byIds(String statement, List<Long> ids) {
        jdbc.update(connection -> {
            var ps = connection.prepareStatement(statement);
            EpisodeStore.array(ps, 1, "bigint", ids, id -> id);
            return ps;
        });
    }
}
