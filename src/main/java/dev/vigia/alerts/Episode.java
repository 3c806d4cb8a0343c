package dev.vigia.alerts;

import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One firing of an alert.
///
/// @param name its label `alertname`
/// @param project the watched project that its labels name
/// @param annotations as they came; a link in them may be anything
/// @param startsAt as the sender says
/// @param receivedAt when Vigía first heard of it
/// @param endsAt null while it fires
/// @param endSeenAt when Vigía heard that it was over
public record Episode(
        EpisodeId id,
        AlertKey alert,
        String name,
        Severity severity,
        @Nullable ProjectKey project,
        @Nullable String model,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        @Nullable String generatorUrl,
        Instant startsAt,
        Instant receivedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endSeenAt,
        Ending ending,
        AlertState state,
        @Nullable Suppression suppression,
        Handling handling) {

    /// What happened in one sentence, as far as the alert says so; else its name.
    public String sentence() {
        return about().sentence();
    }

    /// What the alert says of itself.
    public AlertAbout about() {
        return new AlertAbout(name, severity, project, labels, annotations);
    }
}
