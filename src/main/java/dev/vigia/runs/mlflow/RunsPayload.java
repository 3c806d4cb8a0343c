package dev.vigia.runs.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunStatus;
import dev.vigia.runs.RunTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answer of `runs/search`. MLflow leaves empty lists out, and anything may be missing.
record RunsPayload(
        @Nullable List<RunPayload> runs,
        @JsonProperty("next_page_token") @Nullable String nextPageToken) {

    private static final int LONGEST_ID = 250;

    /// Runs without an id or experiment cannot be told apart and are left out.
    List<RunFacts> facts() {
        return runs == null
                ? List.of()
                : runs.stream()
                        .filter(RunPayload::isUsable)
                        .map(RunPayload::facts)
                        .toList();
    }

    boolean hasMore() {
        return nextPageToken != null && !nextPageToken.isEmpty();
    }

    record RunPayload(
            @Nullable Info info,
            @Nullable Data data,
            @Nullable Outputs outputs) {

        boolean isUsable() {
            return info != null
                    && info.runId() != null
                    && !info.runId().isBlank()
                    && info.runId().length() <= LONGEST_ID
                    && info.experimentId() != null;
        }

        RunFacts facts() {
            if (info == null || info.runId() == null || info.experimentId() == null) {
                throw new IllegalStateException("Only usable runs are mapped");
            }
            var given = data == null ? new Data(null, null, null) : data;
            return new RunFacts(
                    new RunId(info.runId()),
                    info.runName() == null ? "" : info.runName(),
                    info.experimentId(),
                    info.userId(),
                    status(info.status()),
                    RunTime.ofMillis(info.startTime()),
                    RunTime.ofMillis(info.endTime()),
                    "deleted".equals(info.lifecycleStage()),
                    hasModels() ? Artifacts.PRESENT : Artifacts.UNKNOWN,
                    given.numbers(),
                    Entry.map(given.params()),
                    Entry.map(given.tags()));
        }

        private boolean hasModels() {
            return outputs != null
                    && outputs.modelOutputs() != null
                    && outputs.modelOutputs().stream().anyMatch(model -> model.modelId() != null);
        }

        private static RunStatus status(@Nullable String name) {
            for (RunStatus status : RunStatus.values()) {
                if (status.name().equals(name)) {
                    return status;
                }
            }
            return RunStatus.UNKNOWN;
        }
    }

    record Info(
            @JsonProperty("run_id") @Nullable String runId,
            @JsonProperty("run_name") @Nullable String runName,
            @JsonProperty("experiment_id") @Nullable String experimentId,
            @JsonProperty("user_id") @Nullable String userId,
            @Nullable String status,
            @JsonProperty("start_time") @Nullable Long startTime,
            @JsonProperty("end_time") @Nullable Long endTime,
            @JsonProperty("lifecycle_stage") @Nullable String lifecycleStage) {}

    record Data(
            @Nullable List<MetricPayload> metrics,
            @Nullable List<Entry> params,
            @Nullable List<Entry> tags) {

        Map<String, Double> numbers() {
            var numbers = new HashMap<String, Double>();
            if (metrics != null) {
                for (MetricPayload metric : metrics) {
                    if (metric.key() != null && metric.value() != null) {
                        var number = metric.number();
                        if (number != null) {
                            numbers.put(metric.key(), number);
                        }
                    }
                }
            }
            return numbers;
        }
    }

    /// @param value a number, or NaN and the infinities as strings
    record MetricPayload(@Nullable String key, @Nullable JsonNode value) {

        /// SQL stores cannot hold infinities, so MLflow stores the largest double instead.
        @Nullable
        Double number() {
            if (value == null) {
                return null;
            }
            double number;
            if (value.isNumber()) {
                number = value.doubleValue();
            } else if (value.isString()) {
                try {
                    number = Double.parseDouble(value.stringValue());
                } catch (NumberFormatException e) {
                    return null;
                }
            } else {
                return null;
            }
            if (Math.abs(number) == Double.MAX_VALUE) {
                return number > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            }
            return number;
        }
    }

    record Entry(@Nullable String key, @Nullable String value) {

        static Map<String, String> map(@Nullable List<Entry> entries) {
            var map = new HashMap<String, String>();
            if (entries != null) {
                for (Entry entry : entries) {
                    if (entry.key() != null) {
                        map.put(entry.key(), entry.value() == null ? "" : entry.value());
                    }
                }
            }
            return map;
        }
    }

    record Outputs(@JsonProperty("model_outputs") @Nullable List<ModelOutput> modelOutputs) {}

    record ModelOutput(@JsonProperty("model_id") @Nullable String modelId) {}

    /// Answer of `experiments/search`.
    record Experiments(
            @Nullable List<ExperimentPayload> experiments,
            @JsonProperty("next_page_token") @Nullable String nextPageToken) {}

    record ExperimentPayload(
            @JsonProperty("experiment_id") @Nullable String id,
            @Nullable String name,
            @JsonProperty("lifecycle_stage") @Nullable String lifecycleStage) {

        Experiment experiment() {
            return new Experiment(String.valueOf(id), name == null ? "" : name, "deleted".equals(lifecycleStage));
        }
    }

    /// Answer of `artifacts/list`.
    record ArtifactsPayload(@Nullable List<JsonNode> files) {}
}
