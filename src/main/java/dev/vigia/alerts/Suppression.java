package dev.vigia.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why the Alertmanager tells nobody of an alert that fires.
///
/// @param by id of the silence, fingerprint of the inhibiting alert, or name of the time interval
/// @param author of the silence
/// @param comment of the silence
/// @param until when the silence ends
public record Suppression(
        Kind kind,
        String by,
        @Nullable String author,
        @Nullable String comment,
        @Nullable Instant until) {

    public enum Kind {
        SILENCED,
        INHIBITED,
        MUTED
    }
}
