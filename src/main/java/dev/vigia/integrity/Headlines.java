package dev.vigia.integrity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The reason in a few words, for a cell of the table. One line a code: adding a code without one does not compile.
final class Headlines {

    private Headlines() {}

    static String of(Finding finding, Instant now) {
        return switch (finding.code()) {
            case TAG_UNMOVED -> "Tag in place";
            case TAG_MOVED_BACK -> "Tag moved and came back";
            case TAG_DEREGISTERED -> "Deregistered";
            case TAG_DEPRECATED -> "Deprecated";
            case TAG_MOVED ->
                finding.evidence() instanceof Evidence.Tag tag
                        ? "Tag moved from " + Reasons.shortId(tag.firstCommit())
                        : "Tag moved";
            case TAG_DELETED -> "Tag deleted";

            case TREE_NOT_READ -> "Tag not read yet";
            case PIPELINE_TRACKED -> "Tracked by DVC";
            case DATA_REGISTRY -> "Data registry";
            case TRACKED_WITH_PROBLEMS -> "Files at the tag unreadable";
            case DVC_UNTRACKED -> "Not tracked by DVC";
            case DVC_HALF_THERE ->
                finding.evidence() instanceof Evidence.Tracking tracking
                                && tracking.notes().size() > 1
                        ? "No " + tracking.notes().get(1)
                        : "DVC half there";
            case LOCK_DISAGREES -> "dvc.lock disagrees with dvc.yaml";
            case STAGE_NEVER_RUN ->
                finding.evidence() instanceof Evidence.Tracking tracking
                                && tracking.differences().size() > 1
                        ? tracking.stages() + " stages never run"
                        : "A stage was never run";
            case DVC_UNREADABLE ->
                finding.evidence() instanceof Evidence.Tracking tracking
                                && !tracking.notes().isEmpty()
                        ? tracking.notes().getFirst() + " unreadable"
                        : "DVC files unreadable";

            case DATA_PUSHED,
                    DATA_PUSHED_SHALLOW,
                    NOTHING_TO_PUSH,
                    DATA_NOT_CHECKED,
                    OUTPUTS_UNKNOWN,
                    NEVER_PUSHED,
                    OBJECT_MISSING,
                    OBJECT_DAMAGED,
                    REMOTE_UNREACHABLE,
                    REMOTE_REFUSED,
                    REMOTE_UNKNOWN,
                    REMOTE_UNSUPPORTED,
                    NO_HASH,
                    DATA_UNKNOWN -> DataReasons.headline(finding, now);

            case RUN_LINKED -> "Run linked";
            case RUN_MISSING -> "No run claims " + claimed(finding);
            case RUN_AMBIGUOUS -> runs(finding).size() + " runs claim " + claimed(finding);
            case RUN_DELETED -> "Run of " + claimed(finding) + " was deleted";
            case NO_RUN_SOURCE -> "No MLflow source";
            case RUNS_NOT_SYNCED -> "Runs not read yet";

            case NO_RUN -> "No run";
            case RUN_COMPLETE -> "Run complete";
            case RUN_NOT_FINISHED -> "Run not finished";
            case RUN_FAILED -> "Run failed";
            case RUN_STATUS_UNKNOWN -> "Run's status unknown";
            case RUN_WITHOUT_METRICS -> "Run has no metrics";
            case RUN_WITHOUT_ARTIFACTS -> "Run has no model";
            case ARTIFACTS_UNKNOWN -> "Run's model not asked yet";

            case SAME_CODE -> "Same code";
            case OTHER_CODE ->
                finding.evidence() instanceof Evidence.Code code
                        ? "Run made from " + Reasons.shortId(code.runCommit())
                        : "Run made from other code";
            case CODE_NOT_RECORDED -> "Run's commit not recorded";

            case SAME_METRICS -> "Same metrics";
            case OTHER_METRICS -> differing(finding, "metric");
            case NO_METRICS_IN_COMMON -> "No metrics in common";
            case NO_METRICS_FILES -> "No metrics files";
            case METRICS_UNREADABLE -> "Metrics unreadable";

            case SAME_PARAMS -> "Same parameters";
            case OTHER_PARAMS -> differing(finding, "parameter");
            case NO_PARAMS_IN_COMMON -> "No parameters in common";
            case NO_PARAMS_FILES -> "No parameter files";
            case PARAMS_UNREADABLE -> "Parameters unreadable";

            case REPRODUCTION_NOT_RECORDED -> "No reproduction recorded";

            case KPIS_WITHIN_LIMITS -> "KPIs within limits";
            case KPI_BREACH ->
                finding.evidence() instanceof Evidence.Kpis kpis
                        ? Reasons.names(kpis.breaches().stream()
                                        .map(Evidence.KpiBreach::kpi)
                                        .distinct()
                                        .toList())
                                + " beyond the limit"
                        : "KPI beyond the limit";
            case NO_KPIS -> "No KPIs";
            case KPIS_NOT_COMPARED -> "KPIs not compared yet";
        };
    }

    private static String claimed(Finding finding) {
        return finding.evidence() instanceof Evidence.Runs runs
                        && !runs.claimed().isEmpty()
                ? runs.claimed().getFirst()
                : "it";
    }

    private static List<Evidence.RunRef> runs(Finding finding) {
        return finding.evidence() instanceof Evidence.Runs runs ? runs.runs() : List.of();
    }

    private static String differing(Finding finding, String what) {
        if (!(finding.evidence() instanceof Evidence.Values values)) {
            return "Other " + what + "s";
        }
        if (values.differing() != 1 || values.differences().isEmpty()) {
            return values.differing() + " " + what + "s differ";
        }
        var only = values.differences().getFirst();
        var name = only.name().substring(only.name().indexOf(':') + 1);
        var short_ = name + " " + Objects.requireNonNullElse(only.atTag(), "–") + " ≠ "
                + Objects.requireNonNullElse(only.inRun(), "–");
        return short_.length() <= 40 ? short_ : "1 " + what + " differs";
    }
}
