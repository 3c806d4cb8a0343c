package dev.vigia.kpi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What later versions and runs are compared with: a version with its run, or a run that made no version.
///
/// @param version the tag's name; null for a run that made none
/// @param runId null for a version without a run, whose metrics files then speak
/// @param at when the version was tagged, or the run ended
public record Baseline(@Nullable String version, @Nullable String runId, Instant at) {

    public Baseline {
        if (version == null && runId == null) {
            throw new IllegalArgumentException("A baseline is a version or a run");
        }
    }

    /// The version, or the first seven digits of the run.
    public String name() {
        if (version != null) {
            return version;
        }
        var id = String.valueOf(runId);
        return "run " + id.substring(0, Math.min(7, id.length()));
    }

    boolean isOf(SampleSource source, String origin) {
        return switch (source) {
            case RUN -> origin.equals(runId);
            case DVC -> origin.equals(version);
            case DRIFT -> false;
        };
    }
}
