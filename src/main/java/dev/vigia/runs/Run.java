package dev.vigia.runs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One MLflow run.
///
/// @param endedAt null while it runs
/// @param deleted the run or its experiment is deleted in MLflow
/// @param version the version this run claims by its version tag
/// @param metrics latest value per key; NaN and infinities are kept
/// @param paramsHash SHA-256 in hex over the sorted lines `key=value`, each ended by a newline
public record Run(
        RunId id,
        String name,
        String experimentId,
        String experiment,
        @Nullable String user,
        RunStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean deleted,
        Artifacts artifacts,
        @Nullable String sourceCommit,
        @Nullable String version,
        @Nullable RunId parent,
        Map<String, Double> metrics,
        Map<String, String> params,
        Map<String, String> tags,
        String paramsHash) {}
