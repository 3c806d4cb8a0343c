package dev.vigia.projects;

import java.util.List;

/// A named number that a project's runs are held to.
///
/// @param name unique in its project, such as `rmse`
/// @param metric the metric's key in MLflow and in DVC's metrics files
/// @param unit such as `s` or `%`; empty for none
/// @param experiments names of those whose runs count; empty for all that are watched
/// @param thresholds at most one of each kind and severity
public record Kpi(
        String name, String metric, String unit, Better better, List<String> experiments, List<Threshold> thresholds) {

    /// By this name a run's duration stands in where it does not log the metric.
    public static final String TRAIN_TIME = "train_time_s";

    /// By this metric the share of drifted columns, in percent, is taken from drift reports too.
    public static final String DATA_DRIFT = "data_drift_pct";

    public enum Better {
        LOWER,
        HIGHER
    }

    /// The same KPI with other thresholds.
    public Kpi with(List<Threshold> others) {
        return new Kpi(name, metric, unit, better, experiments, others);
    }

    public boolean fallsBackToDuration() {
        return name.equals(TRAIN_TIME);
    }
}
