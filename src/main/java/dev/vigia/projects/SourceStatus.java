package dev.vigia.projects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one source does: its freshness and its last failure, never hidden by older good data.
///
/// @param lastGoodAt end of the last sync that succeeded
/// @param lastOutcome what that sync did, in a sentence
/// @param errorCode set while the newest attempt failed
/// @param progress set while a sync runs, such as `runs 4000 of 20000`
/// @param stale no good sync for three intervals, or never
public record SourceStatus(
        SourceId id,
        String location,
        State state,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant lastGoodAt,
        @Nullable String lastOutcome,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable Progress progress,
        boolean stale) {

    public enum State {
        NEVER_SYNCED,
        OK,
        FAILING
    }

    public record Progress(String what, long done, long total, Instant since) {}
}
