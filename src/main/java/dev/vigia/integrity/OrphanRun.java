package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A live run whose claim does not fit: no tag has the version, or another run claims it too.
///
/// @param code `version-without-tag`, `version-claimed-twice`, or `version-of-several` when more than one model has the
/// bare version it claims
public record OrphanRun(
        ProjectKey project,
        String runId,
        String name,
        String experiment,
        String version,
        @Nullable Instant startedAt,
        String code,
        String reason) {}
