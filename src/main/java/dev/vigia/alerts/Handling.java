package dev.vigia.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What people decided about an episode.
///
/// @param version give it back with an action, so that one decided on what is no longer so changes nothing; 0 while
///     nobody decided anything
/// @param owner who takes care of it
/// @param acknowledgedUntil when the acknowledgement ends; null for with the episode
public record Handling(
        long version,
        @Nullable String owner,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant acknowledgedUntil,
        @Nullable Usefulness usefulness) {

    public static final Handling NONE = new Handling(0, null, null, null, null, null);

    /// Was it worth somebody's attention?
    public enum Usefulness {
        USEFUL,
        NOISE
    }

    public boolean isAcknowledged(Instant now) {
        return acknowledgedAt != null && (acknowledgedUntil == null || acknowledgedUntil.isAfter(now));
    }
}
