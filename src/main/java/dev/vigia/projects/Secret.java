package dev.vigia.projects;

/// A password or token that never shows itself in logs, errors or dumps of settings.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "••••";
    }
}
