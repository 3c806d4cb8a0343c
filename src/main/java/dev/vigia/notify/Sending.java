package dev.vigia.notify;

import dev.vigia.notify.OutboxStore.Due;
import dev.vigia.notify.Receiver.Kind;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.OutboundRefused;
import dev.vigia.platform.PublicUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends what waits, one receiver at a time and one event after another. A receiver that fails is left alone for a
/// while, longer each time; an event that it refuses does not hold up the others.
@Component
class Sending {

    static final String TOPIC = "notifications";

    /// Longer than the longest try, which asks a few questions.
    static final Duration LEASE = Duration.ofMinutes(2);

    static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 9;

    private final Addressees addressees;
    private final OutboxStore store;
    private final Map<Kind, Channel> channels = new EnumMap<>(Kind.class);
    private final PublicUrl urls;
    private final TransactionTemplate transaction;
    private final ChangeTicker ticker;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private volatile boolean stopping;

    Sending(
            Addressees addressees,
            OutboxStore store,
            List<Channel> channels,
            PublicUrl urls,
            TransactionTemplate transaction,
            ChangeTicker ticker,
            Clock clock) {
        this.addressees = addressees;
        this.store = store;
        this.urls = urls;
        this.transaction = transaction;
        this.ticker = ticker;
        this.clock = clock;
        channels.forEach(channel -> channel.kinds().forEach(kind -> this.channels.put(kind, channel)));
    }

    /// Everything that is due for a receiver now, unless another replica is at it.
    void drain(String name) {
        var receiver = addressees.find(name).orElseThrow();
        if (!store.isDue(name, clock.instant())) {
            return;
        }
        try {
            var more = true;
            while (more && !stopping) {
                more = one(receiver);
            }
        } finally {
            store.release(name, owner);
        }
    }

    /// Ends after the event that is being sent.
    void stop() {
        stopping = true;
    }

    void start() {
        stopping = false;
    }

    private boolean one(Receiver receiver) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var found = transaction.execute(_ -> store.lease(receiver.name(), owner, now, now.plus(LEASE))
                ? store.next(receiver.name(), now)
                : Optional.<Due>empty());
        if (found == null || found.isEmpty()) {
            return false;
        }
        var due = found.get();
        var answer = attempt(receiver, due);
        transaction.executeWithoutResult(_ -> {
            note(receiver, due, answer, clock.instant().truncatedTo(ChronoUnit.MICROS));
            ticker.changed(TOPIC);
        });
        return true;
    }

    private Answer attempt(Receiver receiver, Due due) {
        try {
            return channel(receiver).send(receiver, message(receiver, due));
        } catch (OutboundRefused e) {
            return new Answer.Later(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            LOG.error("Delivery {} to {} failed inside Vigía", due.delivery(), receiver.name(), e);
            return new Answer.Later("Vigía failed on it; the log has the details.", null);
        }
    }

    private Message message(Receiver receiver, Due due) {
        return message(receiver, due.notice(), due.delivery(), due.createdAt(), due.remote());
    }

    private Message message(Receiver receiver, Notice notice, String delivery, Instant since, @Nullable String remote) {
        var link = urls.of(notice.path());
        return new Message(
                notice,
                delivery,
                since,
                receiver.wording().title(notice, link),
                receiver.wording().text(notice, link),
                link,
                remote);
    }

    /// At once and once, past the outbox.
    Answer test(Receiver receiver, Notice notice) {
        try {
            return channel(receiver)
                    .test(receiver, message(receiver, notice, UUID.randomUUID().toString(), clock.instant(), null));
        } catch (OutboundRefused e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Channel channel(Receiver receiver) {
        return Objects.requireNonNull(channels.get(receiver.kind()));
    }

    private void note(Receiver receiver, Due due, Answer answer, Instant now) {
        switch (answer) {
            case Answer.Taken taken -> {
                store.sent(receiver.name(), due.id(), now, taken.remote());
                SendingLog.sent(receiver, due);
            }
            case Answer.Refused refused -> {
                store.dead(due.id(), now, refused.words());
                store.failed(receiver.name(), now, refused.words());
                SendingLog.dead(receiver, due, "It refuses: " + refused.words());
            }
            case Answer.Later later -> {
                var failures = store.failures(receiver.name());
                var rest = later.after() == null ? backoff(failures) : later.after();
                var next = now.plus(rest);
                if (next.isAfter(due.giveUpAt())) {
                    store.dead(due.id(), now, later.words());
                    SendingLog.dead(receiver, due, "It was tried for long enough: " + later.words());
                } else {
                    SendingLog.failed(receiver, due, rest, later.words());
                    // Its own turn comes later than that of the others: one that always fails holds up none.
                    var own = later.after() == null ? now.plus(backoff(due.attempts() - 1)) : next;
                    store.later(due.id(), own.isBefore(next) ? next : own, later.words());
                }
                store.rest(receiver.name(), now, next, later.words());
            }
        }
    }

    /// @param failures before this one
    static Duration backoff(int failures) {
        var full = FIRST_REST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var most = full.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : full;
        // Replicas, and receivers behind one gate, do not come back all at once.
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() * 4 / 5, most.toMillis() + 1));
    }
}
