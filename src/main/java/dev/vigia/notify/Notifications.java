package dev.vigia.notify;

import dev.vigia.alerts.Severity;
import dev.vigia.notify.Notice.Phase;
import dev.vigia.platform.AuditLog;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.PublicUrl;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Door to what is told to whom: how each receiver does, and what it was not told.
@Service
public class Notifications {

    /// Of the change ticker.
    public static final String TOPIC = Sending.TOPIC;

    public static final int LARGEST_PAGE = 1_000;

    private final Addressees addressees;
    private final OutboxReader reader;
    private final Outbox outbox;
    private final Sending sending;
    private final PublicUrl urls;
    private final AuditLog audit;
    private final ChangeTicker ticker;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Notifications(
            Addressees addressees,
            OutboxReader reader,
            Outbox outbox,
            Sending sending,
            PublicUrl urls,
            AuditLog audit,
            ChangeTicker ticker,
            TransactionTemplate transaction,
            Clock clock) {
        this.addressees = addressees;
        this.reader = reader;
        this.outbox = outbox;
        this.sending = sending;
        this.urls = urls;
        this.audit = audit;
        this.ticker = ticker;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// In the order of the settings.
    public List<ReceiverStatus> receivers() {
        return reader.all(addressees.receivers());
    }

    public List<Rule> rules() {
        return addressees.rules();
    }

    /// Whether what is sent can lead back to a screen.
    public boolean hasLinks() {
        return urls.isKnown();
    }

    /// Newest first.
    ///
    /// @param receiver null for all
    /// @param before an id; null for the newest
    /// @param limit 1 to [#LARGEST_PAGE]
    public List<DeadLetter> dead(@Nullable String receiver, @Nullable Long before, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + LARGEST_PAGE);
        }
        return reader.dead(receiver, before, limit);
    }

    /// Sends one again that was given up, under the same delivery id.
    ///
    /// @return whether there is such a one
    public boolean resend(long id, String actor) {
        return reader.find(id)
                .filter(letter -> revive(letter.receiver(), id, actor) == 1)
                .isPresent();
    }

    /// The same with all of a receiver.
    ///
    /// @return how many
    public int resendAll(String receiver, String actor) {
        return revive(receiver, null, actor);
    }

    private int revive(String receiver, @Nullable Long id, String actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var revived = transaction.execute(_ -> {
            var many = reader.revive(receiver, id, now, now.plus(OutboxStore.PATIENCE));
            if (many > 0) {
                reader.wake(receiver);
                audit.record(actor, "notification-resent", receiver, many + (many == 1 ? " delivery" : " deliveries"));
                ticker.changed(TOPIC);
            }
            return many;
        });
        outbox.stored(receiver);
        return revived == null ? 0 : revived;
    }

    /// Tells a receiver that this is a test, and waits for what comes back; if it took it, what waits is sent. Takes up
    /// to half a minute; a tracker of issues is only asked whether its token is good.
    ///
    /// @return empty if there is no such receiver
    public Optional<Answer> test(String receiver, String actor) {
        return addressees.find(receiver).map(found -> {
            audit.record(actor, "notification-tested", receiver, found.kind().title() + " at " + found.place());
            var answer = sending.test(found, testNotice(actor));
            if (answer instanceof Answer.Taken) {
                transaction.executeWithoutResult(_ -> {
                    reader.mend(receiver);
                    ticker.changed(TOPIC);
                });
                outbox.stored(receiver);
            }
            return answer;
        });
    }

    private Notice testNotice(String actor) {
        return new Notice(
                EventKind.TEST,
                Phase.TELLS,
                "test",
                Severity.INFO,
                null,
                "test",
                "A test from Vigía",
                actor + " asked whether this receiver can be told. Nothing happened.",
                "settings/notifications",
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }
}
