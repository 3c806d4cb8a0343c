package dev.vigia.integrity;

/// One question about a version tag, in the order they are shown.
public enum CheckKind {
    TAG,
    DVC_TRACKED,
    DATA_PUSHED,
    RUN_LINKED,
    RUN_COMPLETE,
    SAME_CODE,
    SAME_METRICS,
    SAME_PARAMS,
    REPRODUCED,
    KPI_WITHIN_LIMITS
}
