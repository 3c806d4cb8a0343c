package dev.vigia.integrity;

import dev.vigia.runs.Run;
import dev.vigia.versions.DataState;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.VersionTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the checks of one version tag rest on. Nulls are what is not known yet.
///
/// @param claims the versions by which a run can mean this tag, the tag's own name first
/// @param runs all runs that claim one of them, deleted ones too
/// @param candidates live runs made from the tag's commit that claim no version a tag has, newest first
/// @param kpis what is known of its limits
/// @param now when it is judged
record Subject(
        VersionTag tag,
        @Nullable TreeState tree,
        @Nullable DataState data,
        RunKnowledge runKnowledge,
        List<String> claims,
        List<Run> runs,
        List<Run> candidates,
        Evidence.@Nullable Kpis kpis,
        Matching matching,
        Instant now) {

    /// Whether anything can be said about a project's runs at all.
    enum RunKnowledge {
        KNOWN,
        NOT_SYNCED,
        NO_SOURCE
    }

    /// @param trackingUri of an MLflow server, for commands; null where there is none
    /// @param versionTag the MLflow tag by which a run claims a version
    record Matching(
            Map<String, String> metrics,
            Map<String, String> params,
            @Nullable String trackingUri,
            String versionTag) {}
}
