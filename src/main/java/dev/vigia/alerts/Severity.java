package dev.vigia.alerts;

import java.util.Locale;
import java.util.Map;

/// How bad an alert says it is, from harmless to worst.
public enum Severity {
    /// It does not say.
    NONE,
    INFO,
    WARNING,
    CRITICAL;

    /// From the label `severity`, or `priority` as some write it.
    public static Severity of(Map<String, String> labels) {
        var text = labels.getOrDefault("severity", labels.getOrDefault("priority", ""));
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "critical", "page", "error", "fatal", "emergency", "disaster", "high", "p1", "p0" -> CRITICAL;
            case "warning", "warn", "major", "minor", "average", "ticket", "medium", "p2", "p3" -> WARNING;
            case "info", "information", "informational", "notice", "low", "debug", "p4", "p5" -> INFO;
            default -> NONE;
        };
    }
}
