package dev.vigia.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times as MLflow stores them, kept within what both databases can hold.
public final class RunTime {

    static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private RunTime() {}

    /// @param millis since 1970; 0, negative and absurd values mean that the client gave none
    public static @Nullable Instant ofMillis(@Nullable Long millis) {
        if (millis == null || millis <= 0 || millis > LATEST.toEpochMilli()) {
            return null;
        }
        return Instant.ofEpochMilli(millis);
    }
}
