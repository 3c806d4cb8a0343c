package dev.vigia.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.stereotype.Component;

/// Stores deliveries in the order in which they came, as many with one commit as are waiting: the more there is to
/// do, the less each one costs.
@Component
class IntakeWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeWriter.class);
    private static final int WAITING_AT_MOST = 1_000;
    private static final int DELIVERIES_AT_ONCE = 64;
    private static final int ALERTS_AT_ONCE = 2_000;

    private final IntakeBatch batch;
    private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private volatile @Nullable Thread thread;
    private boolean failing;

    IntakeWriter(IntakeBatch batch) {
        this.batch = batch;
    }

    private record Waiting(DeliveryStore.Row row, CompletableFuture<Void> stored) {}

    /// @return completes when the delivery is committed
    /// @throws IntakeBusyException if too many wait already
    CompletableFuture<Void> offer(DeliveryStore.Row row) {
        var waiting = new Waiting(row, new CompletableFuture<>());
        if (thread == null || !queue.offer(waiting)) {
            throw new IntakeBusyException("Too many deliveries wait to be stored");
        }
        return waiting.stored();
    }

    @Override
    public void start() {
        var writer = Thread.ofPlatform().daemon().name("alert-intake").unstarted(this::work);
        thread = writer;
        writer.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            // Never by an interrupt: it would close H2's file under everybody's hands. Whoever still waits is told.
            try {
                running.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    /// As soon as the web server can bring deliveries, and as long as it can.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10;
    }

    private void work() {
        while (thread == Thread.currentThread()) {
            try {
                var first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    store(withOthers(first));
                }
            } catch (InterruptedException e) {
                return;
            }
        }
        var late = new ArrayList<Waiting>();
        queue.drainTo(late);
        late.forEach(waiting -> waiting.stored().completeExceptionally(new IntakeBusyException("Vigía is stopping")));
    }

    /// Those that nobody waits for any more are left out; they come again.
    private List<Waiting> withOthers(Waiting first) {
        var together = new ArrayList<Waiting>();
        var alerts = 0;
        for (Waiting next = first; next != null; next = queue.poll()) {
            if (!next.stored().isDone()) {
                together.add(next);
                alerts += next.row().delivery().alerts().size();
            }
            if (together.size() >= DELIVERIES_AT_ONCE || alerts >= ALERTS_AT_ONCE) {
                break;
            }
        }
        return together;
    }

    private void store(List<Waiting> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            batch.store(together.stream().map(Waiting::row).toList());
            together.forEach(waiting -> waiting.stored().complete(null));
            failing = false;
        } catch (DataIntegrityViolationException | InvalidDataAccessApiUsageException e) {
            // One of them cannot be stored; it must not keep the others from it.
            if (together.size() > 1) {
                together.forEach(waiting -> store(List.of(waiting)));
            } else {
                fail(together, e);
            }
        } catch (RuntimeException e) {
            fail(together, e);
        }
    }

    private void fail(List<Waiting> together, RuntimeException e) {
        if (!failing) {
            LOG.error("Deliveries of alerts cannot be stored; their senders are told to come again", e);
        }
        failing = true;
        together.forEach(waiting -> waiting.stored().completeExceptionally(e));
    }
}
