package dev.vigia.integrity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The stable codes of every outcome. Their texts are a contract with whoever reads the API: never rename one.
enum Code {
    TAG_UNMOVED("tag-unmoved"),
    TAG_MOVED_BACK("tag-moved-back"),
    TAG_DEREGISTERED("tag-deregistered"),
    TAG_DEPRECATED("tag-deprecated"),
    TAG_MOVED("tag-moved"),
    TAG_DELETED("tag-deleted"),

    TREE_NOT_READ("tree-not-read"),
    PIPELINE_TRACKED("pipeline-tracked"),
    DATA_REGISTRY("data-registry"),
    TRACKED_WITH_PROBLEMS("tracked-with-problems"),
    DVC_UNTRACKED("dvc-untracked"),
    DVC_HALF_THERE("dvc-half-there"),
    LOCK_DISAGREES("lock-disagrees"),
    STAGE_NEVER_RUN("stage-never-run"),
    DVC_UNREADABLE("dvc-unreadable"),

    DATA_PUSHED("data-pushed"),
    DATA_PUSHED_SHALLOW("data-pushed-shallow"),
    NOTHING_TO_PUSH("nothing-to-push"),
    DATA_NOT_CHECKED("data-not-checked"),
    OUTPUTS_UNKNOWN("outputs-unknown"),
    NEVER_PUSHED("never-pushed"),
    OBJECT_MISSING("object-missing"),
    OBJECT_DAMAGED("object-damaged"),
    REMOTE_UNREACHABLE("remote-unreachable"),
    REMOTE_REFUSED("remote-refused"),
    REMOTE_UNKNOWN("remote-unknown"),
    REMOTE_UNSUPPORTED("remote-unsupported"),
    NO_HASH("no-hash"),
    DATA_UNKNOWN("data-unknown"),

    RUN_LINKED("run-linked"),
    RUN_MISSING("run-missing"),
    RUN_AMBIGUOUS("run-ambiguous"),
    RUN_DELETED("run-deleted"),
    NO_RUN_SOURCE("no-run-source"),
    RUNS_NOT_SYNCED("runs-not-synced"),

    NO_RUN("no-run"),
    RUN_COMPLETE("run-complete"),
    RUN_NOT_FINISHED("run-not-finished"),
    RUN_FAILED("run-failed"),
    RUN_STATUS_UNKNOWN("run-status-unknown"),
    RUN_WITHOUT_METRICS("run-without-metrics"),
    RUN_WITHOUT_ARTIFACTS("run-without-artifacts"),
    ARTIFACTS_UNKNOWN("artifacts-unknown"),

    SAME_CODE("same-code"),
    OTHER_CODE("other-code"),
    CODE_NOT_RECORDED("code-not-recorded"),

    SAME_METRICS("same-metrics"),
    OTHER_METRICS("other-metrics"),
    NO_METRICS_IN_COMMON("no-metrics-in-common"),
    NO_METRICS_FILES("no-metrics-files"),
    METRICS_UNREADABLE("metrics-unreadable"),

    SAME_PARAMS("same-params"),
    OTHER_PARAMS("other-params"),
    NO_PARAMS_IN_COMMON("no-params-in-common"),
    NO_PARAMS_FILES("no-params-files"),
    PARAMS_UNREADABLE("params-unreadable"),

    REPRODUCTION_NOT_RECORDED("reproduction-not-recorded"),

    KPIS_WITHIN_LIMITS("kpis-within-limits"),
    KPI_BREACH("kpi-breach"),
    NO_KPIS("no-kpis"),
    KPIS_NOT_COMPARED("kpis-not-compared");

    private static final Map<String, Code> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Code::text, Function.identity()));

    private final String text;

    Code(String text) {
        this.text = text;
    }

    @JsonValue
    String text() {
        return text;
    }

    @JsonCreator
    static Code stored(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException("No check has the code " + text));
    }

    static Optional<Code> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
