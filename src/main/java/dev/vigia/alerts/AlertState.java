package dev.vigia.alerts;

/// Where an episode stands, in the order in which people want to see it.
public enum AlertState {
    FIRING,
    ACKNOWLEDGED,
    /// By a silence or a time interval: nobody is told of it.
    SILENCED,
    /// Held back because another alert says it all.
    INHIBITED,
    RESOLVED;

    public boolean isOpen() {
        return this != RESOLVED;
    }
}
