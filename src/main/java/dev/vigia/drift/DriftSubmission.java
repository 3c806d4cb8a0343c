package dev.vigia.drift;

import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A report on its way in.
///
/// @param html the same for people, if there is one
/// @param run and `version` what it is about, if the sender says so
/// @param at when it was made, if the sender knows better than the report
/// @param otherwise what is nearest to that, if neither the sender nor the report says it
/// @param sender for the audit log: an account, `token:<id>`, or `vigia`
public record DriftSubmission(
        ProjectKey project,
        byte[] json,
        byte @Nullable [] html,
        @Nullable RunId run,
        @Nullable String version,
        @Nullable Instant at,
        @Nullable Instant otherwise,
        String sender) {

    public DriftSubmission(
            ProjectKey project,
            byte[] json,
            byte @Nullable [] html,
            @Nullable RunId run,
            @Nullable String version,
            @Nullable Instant at,
            String sender) {
        this(project, json, html, run, version, at, null, sender);
    }
}
