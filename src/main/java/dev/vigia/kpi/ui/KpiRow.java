package dev.vigia.kpi.ui;

import dev.vigia.kpi.Sample;
import dev.vigia.runs.Run;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run in the table of KPIs.
///
/// @param version that it made, as the integrity table links them; else what it claims
/// @param values by KPI
/// @param mark `baseline`, `candidate` or null
record KpiRow(
        Run run,
        @Nullable String version,
        Map<String, Sample> values,
        @Nullable String mark) {}
