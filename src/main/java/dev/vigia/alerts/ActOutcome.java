package dev.vigia.alerts;

/// What became of something that a person did to an episode.
public sealed interface ActOutcome {

    /// @param handling how it stands now
    record Done(Handling handling) implements ActOutcome {}

    /// Somebody else acted in between; nothing was changed.
    ///
    /// @param handling how it stands now
    /// @param sentence what happened, for a person
    record Stale(Handling handling, String sentence) implements ActOutcome {}

    /// It is over; only comments and marks can be added.
    record Over(Handling handling) implements ActOutcome {}

    /// There is no such episode.
    record Unknown() implements ActOutcome {}
}
