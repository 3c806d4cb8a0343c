package dev.vigia.projects;

/// One source of one project.
public record SourceId(ProjectKey project, SourceKind kind) {}
