package dev.vigia.projects;

/// What a source gives: runs, tags, or the presence of the data behind the tags.
public enum SourceKind {
    MLFLOW,
    GIT,
    DVC
}
