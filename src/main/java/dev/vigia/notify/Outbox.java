package dev.vigia.notify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in what is to be told, in the transaction of what happened: both are stored, or neither. However many events a
/// transaction has, they are one statement at its end.
@Component
class Outbox {

    private final Addressees addressees;
    private final OutboxStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<EventKind> wanted = EnumSet.noneOf(EventKind.class);
    private volatile Consumer<String> listener = receiver -> {};

    Outbox(Addressees addressees, OutboxStore store, TransactionTemplate transaction, Clock clock) {
        this.addressees = addressees;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
        addressees.rules().forEach(rule -> wanted.addAll(rule.events()));
    }

    /// Whether anybody at all is told of such events.
    boolean wants(EventKind kind) {
        return wanted.contains(kind);
    }

    /// @param key the same for the same event, whoever saw it
    void put(String key, Notice notice) {
        var rows = addressees.of(notice).stream()
                .map(to -> new OutboxStore.Row(to.receiver(), key, notice, to.needsBeginning()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            pending().rows.addAll(rows);
        } else {
            transaction.executeWithoutResult(_ -> pending().rows.addAll(rows));
        }
    }

    /// Something is to be sent to it now.
    void stored(String receiver) {
        listener.accept(receiver);
    }

    /// @param told is given the receiver for whom something was stored, after it was
    void onStored(Consumer<String> told) {
        listener = told;
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

    private final class Pending implements TransactionSynchronization {

        private final List<OutboxStore.Row> rows = new ArrayList<>();

        private Outbox owner() {
            return Outbox.this;
        }

        /// Before the counters of the change ticker, which are raised last: whoever holds one waits for nothing more.
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE - 1;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // In one order, so that two replicas that saw the same never wait for each other in a circle.
            rows.sort(Comparator.comparing(OutboxStore.Row::receiver).thenComparing(OutboxStore.Row::key));
            store.insert(rows, clock.instant());
        }

        @Override
        public void afterCommit() {
            var receivers = new LinkedHashSet<String>();
            rows.forEach(row -> receivers.add(row.receiver()));
            receivers.forEach(listener);
        }
    }
}
