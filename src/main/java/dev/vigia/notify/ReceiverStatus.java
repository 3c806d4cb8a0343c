package dev.vigia.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a receiver does.
///
/// @param place where it leads, as far as that can be said
/// @param lastSentAt null if it was never told anything
/// @param failingSince null if the last try was good
/// @param error of the last try, if that failed
/// @param nextTryAt null if nothing waits, or it is sent now
/// @param waiting how many are to be sent
/// @param dead how many were given up
public record ReceiverStatus(
        String name,
        Receiver.Kind kind,
        String place,
        @Nullable Instant lastSentAt,
        @Nullable Instant failingSince,
        @Nullable String error,
        @Nullable Instant nextTryAt,
        long waiting,
        long dead) {

    public boolean isFailing() {
        return failingSince != null;
    }
}
