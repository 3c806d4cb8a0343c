package dev.vigia.alerts;

/// How an episode ended, if it did. The order is that of certainty: what is known better replaces what was assumed.
public enum Ending {
    /// It still fires.
    NONE,
    /// A later episode of the same alert began, so this one must have ended, but nobody said when.
    SUPERSEDED,
    /// The Alertmanager does not know it any more: resolved while it was silenced, or lost.
    GONE,
    /// The Alertmanager said so.
    RESOLVED
}
