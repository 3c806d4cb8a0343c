package dev.vigia.runs;

/// Whether a run has its model or other artifacts: in the run itself or as an MLflow 3 logged model.
public enum Artifacts {
    PRESENT,
    ABSENT,
    /// Not asked yet, or the source did not answer.
    UNKNOWN
}
