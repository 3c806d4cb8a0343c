package dev.vigia.kpi;

/// Where a sample comes from; its origin is a run's id, a tag's name or a drift report's id.
public enum SampleSource {
    RUN,
    DVC,
    DRIFT
}
