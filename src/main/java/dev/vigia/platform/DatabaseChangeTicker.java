package dev.vigia.platform;

import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Counters in the table `change_topics`, polled twice a second while somebody listens. A replica's own changes
/// are told at once after the commit, unless something was told just before: a storm must not make open screens read
/// as often as it writes.
///
/// Counters are raised at the very end of the transaction and in the order of their names: two transactions that
/// touch the same topics then wait for each other only for the length of a commit, and never in a circle.
@Component
class DatabaseChangeTicker implements ChangeTicker {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseChangeTicker.class);
    private static final long POLL_MILLIS = 500;

    private final JdbcClient jdbc;
    private final Dialect dialect;
    private final TransactionTemplate ownTransaction;
    private final CopyOnWriteArrayList<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean pollAsked = new AtomicBoolean();
    private volatile long toldAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-ticker").factory());
    private boolean polling;
    private boolean primed;
    private boolean failing;

    DatabaseChangeTicker(JdbcClient jdbc, Dialect dialect, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.ownTransaction = new TransactionTemplate(transactions);
    }

    @Override
    public void changed(String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            ownTransaction.executeWithoutResult(status -> changed(topic));
            return;
        }
        pending().topics.add(topic);
    }

    private Pending pending() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Pending pending && pending.owner() == this) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    @Override
    public Runnable subscribe(Consumer<Set<String>> listener) {
        // Wrapped, so that the same listener twice is two subscriptions.
        Consumer<Set<String>> subscription = topics -> listener.accept(topics);
        synchronized (this) {
            if (listeners.isEmpty()) {
                // Learn where the counters stand now: whatever the listener reads after this call is newer.
                primed = false;
                poll();
            }
            listeners.add(subscription);
            if (!polling) {
                polling = true;
                poller.scheduleWithFixedDelay(this::pollIfHeard, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return () -> listeners.remove(subscription);
    }

    private void pollIfHeard() {
        if (!listeners.isEmpty() && !pollAsked.get()) {
            poll();
        }
    }

    private void pollSoon() {
        if (!listeners.isEmpty() && pollAsked.compareAndSet(false, true)) {
            var rest = POLL_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldAt);
            poller.schedule(
                    () -> {
                        pollAsked.set(false);
                        poll();
                    },
                    Math.clamp(rest, 0, POLL_MILLIS),
                    TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void poll() {
        Map<String, Long> counters;
        try {
            counters = read();
        } catch (RuntimeException e) {
            // The database may be away for a while; the counters tell afterwards what was missed.
            if (!failing) {
                LOG.warn("Open screens do not refresh while the change counters cannot be read: {}", e.getMessage());
            }
            failing = true;
            return;
        }
        failing = false;
        var moved = new TreeSet<String>();
        counters.forEach((topic, counter) -> {
            var before = seen.put(topic, counter);
            if (primed && !counter.equals(before)) {
                moved.add(topic);
            }
        });
        primed = true;
        if (!moved.isEmpty()) {
            toldAt = System.nanoTime();
            listeners.forEach(listener -> tell(listener, moved));
        }
    }

    private Map<String, Long> read() {
        var counters = new HashMap<String, Long>();
        jdbc.sql("select topic, counter from change_topics").query(rs -> {
            counters.put(rs.getString(1), rs.getLong(2));
        });
        return counters;
    }

    private static void tell(Consumer<Set<String>> listener, Set<String> topics) {
        try {
            listener.accept(Set.copyOf(topics));
        } catch (RuntimeException e) {
            LOG.warn("A listener failed on {}", topics, e);
        }
    }

    private void raise(String topic) {
        var statement = dialect.choose("""
                merge into change_topics t using (values (cast(? as varchar))) s (topic) on t.topic = s.topic
                when matched then update set counter = t.counter + 1
                when not matched then insert (topic, counter) values (s.topic, 1)
                """, """
                insert into change_topics (topic, counter) values (?, 1)
                on conflict (topic) do update set counter = change_topics.counter + 1
                """);
        try {
            jdbc.sql(statement).param(topic).update();
        } catch (DuplicateKeyException e) {
            // H2 only: another transaction made the row first. Its statement failed alone, ours goes on.
            jdbc.sql("update change_topics set counter = counter + 1 where topic = ?")
                    .param(topic)
                    .update();
        }
    }

    @PreDestroy
    void stop() {
        poller.shutdownNow();
    }

    private final class Pending implements TransactionSynchronization {
        private final Set<String> topics = new TreeSet<>();

        DatabaseChangeTicker owner() {
            return DatabaseChangeTicker.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            topics.forEach(DatabaseChangeTicker.this::raise);
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                pollSoon();
            }
        }
    }

    /// For tests: the present counter, or null when the topic never moved.
    @Nullable
    Long counter(String topic) {
        return read().get(topic);
    }
}
