package dev.vigia.alerts;

import dev.vigia.alerts.Deliveries.KeptDelivery;
import dev.vigia.alerts.Deliveries.Outcome;
import dev.vigia.alerts.Deliveries.Query;
import dev.vigia.alerts.Deliveries.Replay;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// What was delivered, for administrators: it holds everything that an Alertmanager ever said.
@RestController
class DeliveriesApi {

    private final Deliveries deliveries;

    DeliveriesApi(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// @param next give it back as `before` for the following page; absent on the last
    record Page(List<KeptDelivery> deliveries, @Nullable Long next) {}

    /// @param cluster absent for all
    record Span(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String cluster) {}

    /// @param sentence the same for a person
    record Answer(int replayed, int withoutBody, int unreadable, int restored, int ended, String sentence) {

        static Answer of(Replay replay) {
            return new Answer(
                    replay.replayed(),
                    replay.withoutBody(),
                    replay.unreadable(),
                    replay.restored(),
                    replay.ended(),
                    replay.sentence());
        }
    }

    /// Newest first.
    ///
    /// @param outcome stored, refused or replayed
    /// @param before an id
    @GetMapping(path = "/api/v1/alerts/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Page deliveries(
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        var found = deliveries.latest(new Query(cluster, outcome(outcome), false), before, limit);
        return new Page(found, found.size() < limit ? null : found.getLast().id());
    }

    /// One of them word for word, as long as it is kept.
    @GetMapping(path = "/api/v1/alerts/deliveries/{id}/body", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    byte[] body(@PathVariable long id) {
        return deliveries.body(id).orElseThrow(DeliveriesApi::notThere);
    }

    /// Takes one in once more; what is known already stays as it is.
    @PostMapping(path = "/api/v1/alerts/deliveries/{id}/replay", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Answer replay(@PathVariable long id, Principal actor) {
        return Answer.of(deliveries.replay(id, actor.getName()).orElseThrow(DeliveriesApi::notThere));
    }

    /// The same with all that came in a span of time.
    @PostMapping(path = "/api/v1/alerts/deliveries/replay", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('SCOPE_admin')")
    Answer replay(@RequestBody Span span, Principal actor) {
        var from = span.from();
        var to = span.to();
        if (from == null || to == null) {
            throw new IllegalArgumentException("from and to are times such as 2026-01-02T03:04:05Z");
        }
        return Answer.of(deliveries.replay(from, to, span.cluster(), actor.getName()));
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such delivery, or it is not kept.");
    }

    private static @Nullable Outcome outcome(@Nullable String text) {
        try {
            return text == null ? null : Outcome.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("outcome is one of stored, refused and replayed", e);
        }
    }
}
