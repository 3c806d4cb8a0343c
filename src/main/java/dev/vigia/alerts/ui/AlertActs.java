package dev.vigia.alerts.ui;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.alerts.ActOutcome;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.Handling.Usefulness;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the person who is signed in does to an alert. Somebody else's action in between is told, never overwritten.
@SpringComponent
@UIScope
class AlertActs {

    private static final int READ_MILLIS = 6000;
    private static final int NAMED = 3;

    private final AlertInbox inbox;
    private final AuthenticationContext authentication;
    private final Clock clock;

    AlertActs(AlertInbox inbox, AuthenticationContext authentication, Clock clock) {
        this.inbox = inbox;
        this.authentication = authentication;
        this.clock = clock;
    }

    String me() {
        return authentication.getPrincipalName().orElse("nobody");
    }

    boolean isAdministrator() {
        return authentication.hasRole("ADMIN");
    }

    /// @param length null for until the episode ends
    void acknowledge(Episode episode, @Nullable Duration length) {
        var until = length == null ? null : clock.instant().plus(length);
        tell(inbox.acknowledge(episode.id(), me(), episode.handling().version(), until));
    }

    void unacknowledge(Episode episode) {
        tell(inbox.unacknowledge(episode.id(), me(), episode.handling().version()));
    }

    void assign(Episode episode, @Nullable String owner) {
        tell(inbox.assign(episode.id(), me(), episode.handling().version(), owner));
    }

    void mark(Episode episode, @Nullable Usefulness usefulness) {
        tell(inbox.mark(episode.id(), me(), episode.handling().version(), usefulness));
    }

    void comment(Episode episode, String markdown) {
        tell(inbox.comment(episode.id(), me(), markdown));
    }

    void tick(Episode episode, String step, String text, boolean ticked) {
        tell(inbox.tick(episode.id(), me(), step, text, ticked));
    }

    void acknowledgeAll(List<Episode> episodes) {
        each(
                episodes.stream().filter(episode -> episode.state().isOpen()).toList(),
                episode ->
                        inbox.acknowledge(episode.id(), me(), episode.handling().version(), null));
    }

    void assignAll(List<Episode> episodes, String owner) {
        each(
                episodes,
                episode -> inbox.assign(episode.id(), me(), episode.handling().version(), owner));
    }

    void markAll(List<Episode> episodes, Usefulness usefulness) {
        each(
                episodes,
                episode -> inbox.mark(episode.id(), me(), episode.handling().version(), usefulness));
    }

    void commentAll(List<Episode> episodes, String markdown) {
        each(episodes, episode -> inbox.comment(episode.id(), me(), markdown));
    }

    /// One that somebody changed in between does not hold up the others.
    private static void each(List<Episode> episodes, Function<Episode, ActOutcome> act) {
        var done = 0;
        var stale = new ArrayList<String>();
        for (Episode episode : episodes) {
            if (act.apply(episode) instanceof ActOutcome.Done) {
                done++;
            } else {
                stale.add(episode.name());
            }
        }
        if (stale.isEmpty()) {
            say(done == 1 ? "Done." : "Done for " + done + " alerts.");
        } else {
            say("Done for " + done + " of " + episodes.size() + ". Somebody else acted on "
                    + String.join(", ", stale.subList(0, Math.min(NAMED, stale.size())))
                    + (stale.size() > NAMED ? " and others" : "") + " in between, or it is over; look again.");
        }
    }

    /// @return whether it was saved
    boolean savePostMortem(Episode episode, String markdown) {
        var outcome =
                inbox.savePostMortem(episode.id(), me(), episode.handling().version(), markdown);
        tell(outcome);
        return outcome instanceof ActOutcome.Done;
    }

    private static void tell(ActOutcome outcome) {
        switch (outcome) {
            case ActOutcome.Done _ -> {
                // The screen shows it.
            }
            case ActOutcome.Stale stale -> say(stale.sentence() + " Nothing was changed; look again.");
            case ActOutcome.Over _ -> say("It is over: only comments and marks can be added.");
            case ActOutcome.Unknown _ -> say("This alert is not kept any more.");
        }
    }

    private static void say(String sentence) {
        Notification.show(sentence, READ_MILLIS, Notification.Position.BOTTOM_CENTER);
    }
}
