package dev.vigia.alerts;

import java.time.Instant;

/// A silence of an Alertmanager: of what matches, nobody is told while it lasts.
///
/// @param id empty before it is made
/// @param createdBy free text; whoever made it says so
public record Silence(
        String id,
        String cluster,
        LabelMatchers matchers,
        Instant startsAt,
        Instant endsAt,
        String createdBy,
        String comment,
        Phase phase) {

    /// In the order in which a list shows them.
    public enum Phase {
        ACTIVE,
        PENDING,
        EXPIRED
    }

    public boolean isOver() {
        return phase == Phase.EXPIRED;
    }
}
