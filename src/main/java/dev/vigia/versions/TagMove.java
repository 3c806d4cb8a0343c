package dev.vigia.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tag was seen to point elsewhere than before.
///
/// @param to null if it was deleted then
public record TagMove(
        Instant seenAt, CommitId from, @Nullable CommitId to) {}
