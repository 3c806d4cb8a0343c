package dev.vigia.alerts;

import dev.vigia.platform.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/// Stores deliveries, as many with one commit as are waiting: the more there is to do, the less each one costs. On
/// PostgreSQL two batches at once, of which one is read and written to while the other waits for the disk; in which
/// order they are stored makes no difference (see [EpisodeStore]), and a sender's next one comes after its answer.
@Component
class IntakeWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeWriter.class);
    private static final int WAITING_AT_MOST = 1_000;
    private static final int DELIVERIES_AT_ONCE = 64;
    private static final int ALERTS_AT_ONCE = 2_000;
    private static final int TRIES = 3;

    private final IntakeBatch batch;
    private final int batchesAtOnce;
    private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private volatile List<Thread> writers = List.of();
    private volatile boolean failing;

    IntakeWriter(IntakeBatch batch, Dialect dialect) {
        this.batch = batch;
        // H2 lets one write at a time.
        this.batchesAtOnce = dialect == Dialect.H2 ? 1 : 2;
    }

    private record Waiting(DeliveryStore.Row row, CompletableFuture<Void> stored) {}

    /// @return completes when the delivery is committed
    /// @throws IntakeBusyException if too many wait already
    CompletableFuture<Void> offer(DeliveryStore.Row row) {
        var waiting = new Waiting(row, new CompletableFuture<>());
        if (!isRunning() || !queue.offer(waiting)) {
            throw new IntakeBusyException("Too many deliveries wait to be stored");
        }
        return waiting.stored();
    }

    @Override
    public void start() {
        writers = IntStream.rangeClosed(1, batchesAtOnce)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("alert-intake-" + number)
                        .unstarted(this::work))
                .toList();
        writers.forEach(Thread::start);
    }

    @Override
    public void stop() {
        var running = writers;
        writers = List.of();
        // Never by an interrupt: it would close H2's file under everybody's hands. Whoever still waits is told.
        try {
            for (var writer : running) {
                writer.join(TimeUnit.SECONDS.toMillis(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !writers.isEmpty();
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
        while (writers.contains(Thread.currentThread())) {
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
            storeAtOnce(together.stream().map(Waiting::row).toList());
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

    /// Two batches, or two replicas, may wait for each other; the database then lets one of them go on.
    private void storeAtOnce(List<DeliveryStore.Row> rows) {
        for (int tried = 1; ; tried++) {
            try {
                batch.store(rows);
                return;
            } catch (PessimisticLockingFailureException e) {
                if (tried == TRIES) {
                    throw e;
                }
                LOG.debug("Deliveries are stored once more, for others were in the way", e);
            }
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
