package dev.vigia.alerts;

import dev.vigia.platform.Dialect;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Alerts that fire always, to show that the way here works: when each was last delivered. Nothing is expected of one
/// before it came for the first time.
@Repository
class Heartbeats {

    record Heard(String cluster, String name, Instant heardAt) {}

    private final JdbcTemplate jdbc;
    private final AlertSettings settings;
    private final String upsert;

    Heartbeats(JdbcTemplate jdbc, AlertSettings settings, Dialect dialect) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.upsert = dialect.choose(
                "merge into alert_heartbeat (cluster, name, heard_at) key (cluster, name) values (?, ?, ?)",
                "insert into alert_heartbeat (cluster, name, heard_at) values (?, ?, ?)"
                        + " on conflict (cluster, name) do update set heard_at = excluded.heard_at");
    }

    /// Takes part in the transaction that stores the deliveries.
    void hear(List<Delivery> deliveries, Instant now) {
        if (settings.watchdogs().isEmpty()) {
            return;
        }
        var names = Set.copyOf(settings.watchdogs());
        deliveries.stream()
                .flatMap(delivery -> delivery.alerts().stream()
                        .filter(alert -> !alert.resolved())
                        .map(alert -> alert.labels().getOrDefault(AlertNaming.NAME, ""))
                        .filter(names::contains)
                        .map(name -> new Heard(delivery.cluster(), name, now)))
                .distinct()
                // So that two batches never wait for each other in a circle.
                .sorted(Comparator.comparing(Heard::cluster).thenComparing(Heard::name))
                .forEach(heard -> jdbc.update(
                        upsert, heard.cluster(), heard.name(), heard.heardAt().atOffset(ZoneOffset.UTC)));
    }

    /// Those that did not come for too long.
    List<Heard> silent(Instant now) {
        var names = Set.copyOf(settings.watchdogs());
        return jdbc
                .query(
                        "select cluster, name, heard_at from alert_heartbeat where heard_at < ? order by cluster, name",
                        (rs, _) -> new Heard(
                                rs.getString(1),
                                rs.getString(2),
                                rs.getObject(3, OffsetDateTime.class).toInstant()),
                        now.minus(settings.watchdogPatience()).atOffset(ZoneOffset.UTC))
                .stream()
                .filter(heard -> names.contains(heard.name()))
                .toList();
    }
}
