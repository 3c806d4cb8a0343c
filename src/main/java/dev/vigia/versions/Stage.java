package dev.vigia.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version's time in a stage, as GTO's tags tell it.
///
/// @param until null while it is there
public record Stage(
        String name, TagName tag, Instant since, @Nullable Instant until) {

    public boolean isPresent() {
        return until == null;
    }
}
