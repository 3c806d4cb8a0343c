package dev.vigia.runbooks;

import org.jspecify.annotations.Nullable;

/// An alert as Prometheus is told to raise it.
///
/// @param file where it stands
record AlertRule(
        String alert, @Nullable String severity, @Nullable String runbookUrl, String file) {}
