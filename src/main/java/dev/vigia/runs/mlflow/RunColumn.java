package dev.vigia.runs.mlflow;

import org.jspecify.annotations.Nullable;

/// The times by which MLflow can be asked for a span of runs.
enum RunColumn {
    STARTED("attributes.start_time"),
    ENDED("attributes.end_time");

    private final String attribute;

    RunColumn(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    @Nullable
    Long of(RunsPayload.Info info) {
        return this == STARTED ? info.startTime() : info.endTime();
    }
}
