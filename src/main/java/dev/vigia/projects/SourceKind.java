package dev.vigia.projects;

/// What a source gives: runs, tags, the presence of the data behind the tags, or how the service does.
public enum SourceKind {
    MLFLOW,
    GIT,
    DVC,
    PROMETHEUS
}
