package dev.vigia.alerts;

import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.alerts.Deliveries.Outcome;
import dev.vigia.alerts.Deliveries.Replay;
import dev.vigia.platform.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Takes deliveries in once more, as if they came now, with one difference: what is known stays as it is. A delivery
/// of last week knows nothing of what people and later deliveries said since; only what is missing is made up for.
@Component
class DeliveryReplay {

    private static final int AT_ONCE = 100;

    private final DeliveryLog log;
    private final ObjectProvider<DeliveryReader> reader;
    private final KnownEpisodes known;
    private final IntakeBatch batch;
    private final AuditLog audit;
    private final JdbcTemplate jdbc;

    DeliveryReplay(
            DeliveryLog log,
            ObjectProvider<DeliveryReader> reader,
            KnownEpisodes known,
            IntakeBatch batch,
            AuditLog audit,
            JdbcTemplate jdbc) {
        this.log = log;
        this.reader = reader;
        this.known = known;
        this.batch = batch;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    Optional<Replay> one(long id, String actor) {
        return log.find(id).map(delivery -> {
            var replay = again(delivery);
            audit.record(actor, "delivery-replayed", String.valueOf(id), replay.sentence());
            return replay;
        });
    }

    Replay span(Instant from, Instant to, @Nullable String cluster, String actor) {
        var replay = Replay.NOTHING;
        var after = 0L;
        List<KeptDelivery> page;
        do {
            page = log.between(from, to, cluster, after, AT_ONCE);
            for (KeptDelivery delivery : page) {
                replay = replay.and(again(delivery));
                after = delivery.id();
            }
        } while (page.size() == AT_ONCE);
        var which = from + " to " + to + (cluster == null ? "" : " of " + cluster);
        audit.record(actor, "deliveries-replayed", which, replay.sentence());
        return replay;
    }

    private Replay again(KeptDelivery kept) {
        var body = log.body(kept.id());
        if (body.isEmpty()) {
            return new Replay(0, 1, 0, 0, 0);
        }
        var raw = new Delivery.RawBody(kept.hash(), kept.bytes(), body.get());
        var read = reader.stream().findFirst().flatMap(one -> one.read(kept.cluster(), kept.sender(), raw));
        if (read.isEmpty()) {
            return new Replay(0, 0, 1, 0, 0);
        }
        var missing = known.missingFrom(kept.cluster(), read.get().alerts(), kept.receivedAt());
        var stored =
                missing.isEmpty() ? new IntakeBatch.Stored(0, 0) : batch.report(kept.cluster(), missing, _ -> true);
        if (kept.outcome() == Outcome.REFUSED) {
            jdbc.update(
                    "update alert_delivery set outcome = ?, receiver = ?, group_key = ?, alerts = ?, truncated = ?"
                            + " where id = ?",
                    Outcome.REPLAYED.name(),
                    read.get().receiver(),
                    read.get().groupKey(),
                    read.get().alerts().size(),
                    read.get().truncated(),
                    kept.id());
        }
        return new Replay(1, 0, 0, stored.fresh(), stored.ended());
    }
}
