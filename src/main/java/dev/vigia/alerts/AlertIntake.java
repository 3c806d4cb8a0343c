package dev.vigia.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/// Where adapters hand over what was delivered to them.
@Service
public class AlertIntake {

    /// Alertmanager may have no time limit of its own; a clear "later" is better than a long silence.
    private static final Duration PATIENCE = Duration.ofMillis(1800);

    private static final Duration[] BUCKETS = IntStream.of(10, 25, 50, 100, 250, 500, 1000, 2000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /// A storm's delivery may take longer, since it is longer.
    private static final int ALERTS_A_MILLISECOND = 1;

    private final IntakeWriter writer;
    private final Counter alerts;
    private final Timer busy;
    private final Map<DeliveryStore.Outcome, Timer> stored = new EnumMap<>(DeliveryStore.Outcome.class);

    /// The meters are there from the start: of what appears with its first number, Prometheus knows no rate.
    AlertIntake(IntakeWriter writer, MeterRegistry meters) {
        this.writer = writer;
        alerts = meters.counter("vigia.alert.intake.alerts");
        busy = timer(meters, "busy");
        for (var outcome : DeliveryStore.Outcome.values()) {
            stored.put(outcome, timer(meters, outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("vigia.alert.intake")
                .description("Time until a delivery of alerts was stored for good, or that was given up")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
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
        var begun = System.nanoTime();
        var timer = busy;
        try {
            offer(row);
            timer = Objects.requireNonNull(stored.get(row.outcome()));
            alerts.increment(row.delivery().alerts().size());
        } finally {
            timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private void offer(DeliveryStore.Row row) {
        var waiting = writer.offer(row);
        try {
            var more = Math.max(0, row.delivery().alerts().size() - 1_000) / ALERTS_A_MILLISECOND;
            waiting.get(PATIENCE.toMillis() + more, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not worth storing any more, if it was not begun: the sender comes again.
            waiting.cancel(false);
            throw new IntakeBusyException("The delivery could not be stored in time", e);
        } catch (ExecutionException e) {
            throw new IntakeBusyException("The delivery could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeBusyException("Vigía is stopping", e);
        }
    }
}
