package dev.vigia.runs;

/// One MLflow experiment, the folder that runs are in.
public record Experiment(String id, String name, boolean deleted) {}
