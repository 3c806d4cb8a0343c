package dev.vigia.runs;

/// MLflow's own states of a run.
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED,
    /// Anything newer than what we know.
    UNKNOWN;

    public boolean isOpen() {
        return this == RUNNING || this == SCHEDULED || this == UNKNOWN;
    }
}
