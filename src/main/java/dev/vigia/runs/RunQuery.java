package dev.vigia.runs;

import dev.vigia.projects.ProjectKey;
import org.jspecify.annotations.Nullable;

/// Which runs to list, newest start first.
///
/// @param version only runs that claim it
/// @param text found in name, id, experiment, user or version, without regard to case
public record RunQuery(
        ProjectKey project,
        @Nullable String version,
        @Nullable String experiment,
        @Nullable RunStatus status,
        @Nullable String text,
        boolean includeDeleted) {

    public static RunQuery of(ProjectKey project) {
        return new RunQuery(project, null, null, null, null, false);
    }
}
