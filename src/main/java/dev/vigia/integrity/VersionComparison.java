package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two versions beside each other: what their metrics and params files say at the tags, and what their runs logged.
/// Everything is listed, what is the same too.
///
/// @param remarks files that could not be read, in sentences
public record VersionComparison(
        ProjectKey project,
        Side a,
        Side b,
        List<Difference> metrics,
        List<Difference> params,
        List<Difference> runMetrics,
        List<Difference> runParams,
        List<String> remarks) {

    /// @param runId of the run that is linked; null if none is
    /// @param read whether the tag's tree has been read
    public record Side(String tag, String commit, @Nullable String runId, boolean read) {}

    public long differences() {
        return List.of(metrics, params, runMetrics, runParams).stream()
                .flatMap(List::stream)
                .filter(Difference::differs)
                .count();
    }

    /// The same with only what is not equal, which is what `dvc metrics diff` shows.
    public VersionComparison onlyDifferences() {
        return new VersionComparison(
                project, a, b, only(metrics), only(params), only(runMetrics), only(runParams), remarks);
    }

    private static List<Difference> only(List<Difference> all) {
        return all.stream().filter(Difference::differs).toList();
    }
}
