package dev.vigia.integrity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an outcome rests on: ids, hashes, paths, the values on both sides. Long lists are cut at [#MOST] entries
/// and long texts at [#LONGEST] characters; the counts beside them are always the full ones.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.None.class, name = "none"),
    @JsonSubTypes.Type(value = Evidence.Tag.class, name = "tag"),
    @JsonSubTypes.Type(value = Evidence.Tracking.class, name = "tracking"),
    @JsonSubTypes.Type(value = Evidence.Data.class, name = "data"),
    @JsonSubTypes.Type(value = Evidence.Runs.class, name = "runs"),
    @JsonSubTypes.Type(value = Evidence.Completeness.class, name = "completeness"),
    @JsonSubTypes.Type(value = Evidence.Code.class, name = "code"),
    @JsonSubTypes.Type(value = Evidence.Values.class, name = "values"),
    @JsonSubTypes.Type(value = Evidence.Kpis.class, name = "kpis")
})
public sealed interface Evidence {

    int MOST = 100;

    int LONGEST = 200;

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

    /// @param since when this became unknown, for outcomes that are; null otherwise
    record Data(
            int outputs,
            int present,
            int unknown,
            boolean deep,
            @Nullable Instant since,
            List<Output> faults) implements Evidence {

        public int lost() {
            return outputs - present - unknown;
        }
    }

    record Output(
            String path, @Nullable String hash, @Nullable String remote, String code, List<String> detail) {}

    /// @param claimed the versions that were looked for
    /// @param command links the first candidate to the tag, ready to paste into a shell
    record Runs(
            List<String> claimed,
            List<RunRef> runs,
            List<RunRef> candidates,
            @Nullable String command) implements Evidence {}

    record RunRef(String runId, String name, String experiment, boolean deleted) {}

    record Completeness(String runId, String status, int metrics, String artifacts) implements Evidence {}

    record Code(String tagCommit, @Nullable String runCommit) implements Evidence {}

    /// @param compared values found on both sides
    /// @param differing how many of them differ
    record Values(int compared, int differing, List<Difference> differences) implements Evidence {}

    /// @param name a metric, parameter or stage, with its file where it has one
    record Difference(
            String name, @Nullable String atTag, @Nullable String inRun) {}

    /// @param compared how many KPIs have a value and at least one limit that could be told
    /// @param breaches worst first
    /// @param notes what could not be compared, in sentences
    /// @param baseline the version or run it was compared with
    record Kpis(
            int compared,
            List<KpiBreach> breaches,
            List<String> notes,
            @Nullable String baseline) implements Evidence {}

    /// Numbers as text, for JSON knows no NaN.
    ///
    /// @param rule such as `above-baseline-ratio-warning`, or `nan`
    /// @param limit null where the value is no number at all
    record KpiBreach(
            String kpi,
            String rule,
            String severity,
            String value,
            @Nullable String limit) {}

    static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }

    static <T> List<T> cut(List<T> list) {
        return list.size() <= MOST ? List.copyOf(list) : List.copyOf(list.subList(0, MOST));
    }
}
