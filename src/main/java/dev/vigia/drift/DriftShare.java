package dev.vigia.drift;

import dev.vigia.runs.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a report says in one number. Reports are never changed nor deleted, so neither is this.
///
/// @param at the report's own time, or when it came if it names none
/// @param share of the tested columns that drifted, 0 to 1; null if the report does not tell
/// @param datasetDrift whether the report itself calls it drift; null if it does not tell
/// @param run that it was sent for, if any
/// @param version that it was sent for, if any
public record DriftShare(
        DriftReportId id,
        Instant at,
        @Nullable Double share,
        @Nullable Boolean datasetDrift,
        @Nullable RunId run,
        @Nullable String version) {}
