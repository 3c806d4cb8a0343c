package dev.vigia.runbooks.ui;

import java.time.Instant;

/// A step that is done.
public record StepTick(String who, Instant at) {}
