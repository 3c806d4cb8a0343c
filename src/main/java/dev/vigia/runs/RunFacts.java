package dev.vigia.runs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source says about one run, before its tags are read for version, commit and parent.
///
/// @param deleted the run itself is deleted; its experiment may be as well
/// @param artifacts UNKNOWN unless the source knows without asking further
/// @param metrics latest value per key
public record RunFacts(
        RunId id,
        String name,
        String experimentId,
        @Nullable String user,
        RunStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean deleted,
        Artifacts artifacts,
        Map<String, Double> metrics,
        Map<String, String> params,
        Map<String, String> tags) {}
