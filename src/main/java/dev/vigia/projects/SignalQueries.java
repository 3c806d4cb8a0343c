package dev.vigia.projects;

import org.jspecify.annotations.Nullable;

/// PromQL over the metrics that `ops/README.md` lists, for what is not set otherwise. Each gives one number for the
/// whole service, however many instances it has.
final class SignalQueries {

    private final String model;
    private final String service;
    private final String job;
    private final String container;

    /// @param name of the service, as its label has it
    /// @param label that all of its metrics have; null if each has its own: `model`, `service`, `job`, `container`
    SignalQueries(String name, @Nullable String label) {
        var quoted = "=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        this.model = (label == null ? "model" : label) + quoted;
        this.service = (label == null ? "service" : label) + quoted;
        this.job = (label == null ? "job" : label) + quoted;
        this.container = (label == null ? "container" : label) + quoted;
    }

    String of(Signal signal) {
        return switch (signal) {
            case LATENCY_P50 -> latency("0.5");
            case LATENCY_P95 -> latency("0.95");
            case LATENCY_P99 -> latency("0.99");
            case TRAFFIC -> "sum(rate(http_requests_total{" + service + "}[5m]))";
            case ERRORS ->
                // Before the first error there is no series of errors: that is none, and not unknown.
                "(sum(rate(http_requests_total{" + service + ",status=~\"5..\"}[5m])) or vector(0))"
                        + " / sum(rate(http_requests_total{" + service + "}[5m]))";
            case CPU ->
                // The fullest container, of what it may use; else the busiest process, of one core.
                "max(sum by (instance, id) (rate(container_cpu_usage_seconds_total{" + container + "}[5m]))"
                        + " / on (instance, id) (container_spec_cpu_quota{" + container + "}"
                        + " / container_spec_cpu_period{" + container + "}))"
                        + " or max(rate(process_cpu_seconds_total{" + job + "}[5m]))";
            case MEMORY ->
                // A container without a limit has the limit 0.
                "max(container_memory_working_set_bytes{" + container + "}" + " / (container_spec_memory_limit_bytes{"
                        + container + "} > 0))";
            case DRIFT -> "max(ml_drift_score{" + model + "})";
            case PREDICTION_DRIFT ->
                // The statistic of Kolmogorov and Smirnov, of the last hour against the same day a week ago.
                "max(abs(" + predictions("[1h]") + " - " + predictions("[1d] offset 7d") + "))";
            case MODEL_DECAY ->
                "max((max by (metric) (model_quality_baseline{" + model + "})"
                        + " - on (metric) min by (metric) (model_quality_score{" + model + "}))"
                        + " / on (metric) abs(max by (metric) (model_quality_baseline{" + model + "})))";
        };
    }

    /// Summed first: a quantile of each instance says nothing about what clients see.
    private String latency(String quantile) {
        return "histogram_quantile(" + quantile + ", sum by (le) (rate(prediction_latency_seconds_bucket{" + model
                + "}[5m])))";
    }

    /// What part of the predictions is at most each `le`.
    private String predictions(String over) {
        return "sum by (le) (rate(prediction_probability_bucket{" + model + "}" + over + "))"
                + " / on () group_left () sum(rate(prediction_probability_count{" + model + "}" + over + "))";
    }
}
