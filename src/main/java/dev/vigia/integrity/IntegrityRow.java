package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version tag with its checks and verdict.
///
/// @param headline the reason of the check that decided the verdict, short enough for a cell
/// @param stages present stages only
/// @param judgedAt when the verdict was last computed
public record IntegrityRow(
        ProjectKey project,
        TagName tag,
        @Nullable String artifact,
        String version,
        String commit,
        @Nullable Instant taggedAt,
        List<String> stages,
        @Nullable String runId,
        @Nullable String experiment,
        Outcome verdict,
        String headline,
        List<Check> checks,
        Instant judgedAt) {}
