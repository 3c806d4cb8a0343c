package dev.vigia.kpi;

import dev.vigia.integrity.Evidence;
import dev.vigia.versions.TagName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The KPIs of one version, and what they say against its limits.
///
/// @param model empty where tags name none
/// @param at when it was tagged
/// @param values by KPI: its run's, where that says nothing its metrics files', and else how long the run took
/// @param answer null before it was compared
public record VersionKpis(
        TagName tag,
        String model,
        Instant at,
        @Nullable String runId,
        Map<String, Sample> values,
        Evidence.@Nullable Kpis answer) {

    /// Whether the KPI is beyond one of the limits that counted for this version.
    public boolean isBreached(String kpi) {
        return answer != null
                && answer.breaches().stream().anyMatch(breach -> breach.kpi().equals(kpi));
    }
}
