package dev.vigia.notify;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Who is told what, and what was not told.
@RestController
class NotificationsApi {

    private static final String ROOT = "/api/v1/notifications";

    private final Notifications notifications;

    NotificationsApi(Notifications notifications) {
        this.notifications = notifications;
    }

    /// @param kind as in the settings
    /// @param place the host or the repository, never the address
    record ReceiverBody(
            String name,
            String kind,
            String place,
            @Nullable Instant lastSentAt,
            @Nullable Instant failingSince,
            @Nullable String error,
            @Nullable Instant nextTryAt,
            long waiting,
            long dead) {

        static ReceiverBody of(ReceiverStatus status) {
            return new ReceiverBody(
                    status.name(),
                    status.kind().id(),
                    status.place(),
                    status.lastSentAt(),
                    status.failingSince(),
                    status.error(),
                    status.nextTryAt(),
                    status.waiting(),
                    status.dead());
        }
    }

    record LetterBody(
            long id,
            String receiver,
            String delivery,
            String event,
            String title,
            Instant happenedAt,
            Instant givenUpAt,
            int attempts,
            String error) {

        static LetterBody of(DeadLetter letter) {
            return new LetterBody(
                    letter.id(),
                    letter.receiver(),
                    letter.delivery(),
                    letter.event().id(),
                    letter.title(),
                    letter.happenedAt(),
                    letter.givenUpAt(),
                    letter.attempts(),
                    letter.error());
        }
    }

    /// @param next give it back as `before` for the following page; absent on the last
    record Page(List<LetterBody> deadLetters, @Nullable Long next) {}

    /// @param outcome taken, later or refused
    record TestBody(String outcome, String sentence) {}

    record Resent(int resent) {}

    /// In the order of the settings.
    @GetMapping(path = ROOT + "/receivers", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    List<ReceiverBody> receivers() {
        return notifications.receivers().stream().map(ReceiverBody::of).toList();
    }

    /// What could not be sent, newest first.
    ///
    /// @param before an id
    @GetMapping(path = ROOT + "/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_read')")
    Page dead(
            @RequestParam(required = false) @Nullable String receiver,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        var found = notifications.dead(receiver, before, limit);
        return new Page(
                found.stream().map(LetterBody::of).toList(),
                found.size() < limit ? null : found.getLast().id());
    }

    /// Sends one again, under the same delivery id.
    @PostMapping(path = ROOT + "/dead-letters/{id}/resend", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Resent resend(@PathVariable long id, Principal actor) {
        if (!notifications.resend(id, actor.getName())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such dead letter.");
        }
        return new Resent(1);
    }

    /// The same with all of a receiver.
    @PostMapping(path = ROOT + "/receivers/{name}/resend", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Resent resendAll(@PathVariable String name, Principal actor) {
        return new Resent(notifications.resendAll(name, actor.getName()));
    }

    /// Tells it that this is a test, and waits for what comes back.
    @PostMapping(path = ROOT + "/receivers/{name}/test", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    TestBody test(@PathVariable String name, Principal actor) {
        var answer = notifications
                .test(name, actor.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such receiver."));
        return new TestBody(answer.getClass().getSimpleName().toLowerCase(Locale.ROOT), answer.words());
    }
}
