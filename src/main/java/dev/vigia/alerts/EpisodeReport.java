package dev.vigia.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An episode with everything around it.
///
/// @param timeline oldest first, its start and end included
/// @param earlier the alert's other episodes, newest first, 20 at most
/// @param steps ticked steps of its runbook by their id
/// @param postMortem as somebody saved it; null while nobody did
public record EpisodeReport(
        AlertBoard.Row row,
        List<TimelineEntry> timeline,
        List<Episode> earlier,
        Map<String, Tick> steps,
        @Nullable String postMortem) {

    public Episode episode() {
        return row.episode();
    }

    public record Tick(String by, Instant at) {}

    /// @param actor an account, `token:<id>`, or `vigia`
    /// @param detail what the kind leaves open: the comment's markdown, the new owner, the step
    public record TimelineEntry(Instant at, Kind kind, String actor, String detail) {}

    public enum Kind {
        STARTED,
        RECEIVED,
        RESOLVED,
        SUPERSEDED,
        GONE,
        FIRES_AGAIN,
        SILENCED,
        INHIBITED,
        MUTED,
        UNSUPPRESSED,
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        ASSIGNED,
        COMMENTED,
        MARKED,
        STEP_TICKED,
        STEP_UNTICKED,
        SILENCE_MADE,
        SILENCE_EXPIRED,
        POST_MORTEM_SAVED
    }
}
