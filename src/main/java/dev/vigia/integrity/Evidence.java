package dev.vigia.integrity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an outcome rests on: ids, hashes, paths, the values on both sides.
public sealed interface Evidence {

    /// Nothing to show beyond the code.
    record None() implements Evidence {}

    /// @param at when the tag was seen to have moved or gone
    record Tag(
            String commit,
            String firstCommit,
            @Nullable Instant firstSeenAt,
            @Nullable Instant at) implements Evidence {}

    /// @param notes stages, files or differences
    record Tracking(int stages, int files, List<Difference> differences, List<String> notes) implements Evidence {}

    record Data(int outputs, int present, int unknown, boolean deep, List<Output> faults) implements Evidence {}

    record Output(
            String path, @Nullable String hash, @Nullable String remote, String code, List<String> detail) {}

    /// @param claimed the versions that were looked for
    record Runs(
            List<String> claimed,
            List<RunRef> runs,
            List<RunRef> candidates,
            @Nullable String command) implements Evidence {}

    record RunRef(String runId, String name, String experiment, boolean deleted) {}

    record Completeness(String runId, String status, int metrics, String artifacts) implements Evidence {}

    record Code(String tagCommit, @Nullable String runCommit) implements Evidence {}

    record Values(int compared, List<Difference> differences) implements Evidence {}

    /// @param name a metric, parameter or stage, with its file where it has one
    record Difference(
            String name, @Nullable String atTag, @Nullable String inRun) {}
}
