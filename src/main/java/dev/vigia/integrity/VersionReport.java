package dev.vigia.integrity;

import dev.vigia.versions.DataOutput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything known about one version.
///
/// @param history changes of the verdict, newest first
/// @param comparison tag, data and run beside each other, what differs first
public record VersionReport(
        IntegrityRow row,
        List<Change> history,
        List<DataOutput> outputs,
        @Nullable Instant dataCheckedAt,
        List<Comparison> comparison) {

    /// @param from null for the first verdict
    public record Change(Instant at, @Nullable Outcome from, Outcome to, String because) {}

    /// @param kind `commit`, `output`, `metric` or `param`
    /// @param differs whether the sides that are there contradict each other
    public record Comparison(
            String kind,
            String name,
            @Nullable String atTag,
            @Nullable String inData,
            @Nullable String inRun,
            boolean differs) {}
}
