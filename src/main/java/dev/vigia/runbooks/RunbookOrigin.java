package dev.vigia.runbooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one of the places does that runbooks come from.
///
/// @param documents of it that are in the library
/// @param lastGoodAt when it was last read; null if never
/// @param error why it could not be read the last time; what was read before stays
public record RunbookOrigin(
        String origin,
        int documents,
        @Nullable Instant lastGoodAt,
        @Nullable String error) {}
