package dev.vigia.projects;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings under `vigia.` that say what is watched, word for word as they were given. All text: reading them
/// as something else is [ProjectReader]'s work, which reports every mistake at once where binding would stop at
/// the first.
@ConfigurationProperties("vigia")
record VigiaSettings(
        @Nullable String dataDir,
        @DefaultValue List<String> fileRoots,
        @DefaultValue SyncTimes sync,
        @DefaultValue List<ProjectSettings> projects) {

    record SyncTimes(
            @DefaultValue("60s") String interval,
            @DefaultValue("1h") String fullSweep) {}

    record ProjectSettings(
            @Nullable String key,
            @Nullable String name,
            @DefaultValue GitSettings git,
            @DefaultValue MlflowSettings mlflow,
            @DefaultValue DvcSettings dvc,
            @DefaultValue IntegritySettings integrity,
            @DefaultValue DriftSettings drift,
            @DefaultValue List<KpiSettings> kpis,
            @Nullable String baseline,
            @DefaultValue SignalSettings signals) {}

    record GitSettings(
            @Nullable String url,
            @Nullable String versionTags,
            @Nullable String username,
            @Nullable String password,
            @Nullable String sshKey) {}

    record MlflowSettings(
            @Nullable String trackingUri,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token,
            @DefaultValue List<String> experiments,
            @Nullable String versionTag) {}

    record DvcSettings(
            @DefaultValue Map<String, RemoteSettings> remotes,
            @Nullable String relativeTo) {}

    /// Lists rather than maps: the names of metrics hold dots and capitals, which a setting's name cannot keep.
    record IntegritySettings(
            @DefaultValue List<String> metrics,
            @DefaultValue List<String> params) {}

    /// @param experiments names of those whose runs count; empty for all that are watched
    record KpiSettings(
            @Nullable String name,
            @Nullable String metric,
            @Nullable String unit,
            @Nullable String better,
            @DefaultValue List<String> experiments,
            @DefaultValue List<ThresholdSettings> thresholds) {}

    record ThresholdSettings(
            @Nullable String above,
            @Nullable String below,
            @Nullable String aboveBaselineRatio,
            @Nullable String belowBaselineRatio,
            @Nullable String severity) {}

    record DriftSettings(@Nullable String artifactPath) {}

    /// @param without names of signals that the service does not have
    /// @param overrides by the name of a signal
    record SignalSettings(
            @DefaultValue PrometheusSettings prometheus,
            @Nullable String service,
            @Nullable String serviceLabel,
            @DefaultValue List<String> without,
            @DefaultValue Map<String, OverrideSettings> overrides) {}

    record PrometheusSettings(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token,
            @Nullable String browserUrl) {}

    record OverrideSettings(
            @Nullable String query,
            @Nullable String target,
            @Nullable String alert,
            @Nullable String runbook) {}

    record RemoteSettings(
            @Nullable String url,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @Nullable String endpoint,
            @Nullable String username,
            @Nullable String password) {}
}
