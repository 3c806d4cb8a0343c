package dev.vigia.alerts;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Service;

/// Where adapters hand over what was delivered to them.
@Service
public class AlertIntake {

    /// Alertmanager may have no time limit of its own; a clear "later" is better than a long silence.
    private static final Duration PATIENCE = Duration.ofMillis(1800);

    /// A storm's delivery may take longer, since it is longer.
    private static final int ALERTS_A_MILLISECOND = 1;

    private final IntakeWriter writer;

    AlertIntake(IntakeWriter writer) {
        this.writer = writer;
    }

    /// Returns when the delivery is stored for good. One that was stored before changes nothing.
    ///
    /// @throws IntakeBusyException if that cannot be said within two seconds
    public void store(Delivery delivery) {
        await(new DeliveryStore.Row(delivery, DeliveryStore.Outcome.STORED));
    }

    /// Keeps a delivery that makes no sense, so that somebody can find out what it was.
    ///
    /// @throws IntakeBusyException as above
    public void refuse(Delivery delivery) {
        await(new DeliveryStore.Row(delivery, DeliveryStore.Outcome.REFUSED));
    }

    private void await(DeliveryStore.Row row) {
        var stored = writer.offer(row);
        try {
            var more = Math.max(0, row.delivery().alerts().size() - 1_000) / ALERTS_A_MILLISECOND;
            stored.get(PATIENCE.toMillis() + more, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not worth storing any more, if it was not begun: the sender comes again.
            stored.cancel(false);
            throw new IntakeBusyException("The delivery could not be stored in time", e);
        } catch (ExecutionException e) {
            throw new IntakeBusyException("The delivery could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeBusyException("Vigía is stopping", e);
        }
    }
}
