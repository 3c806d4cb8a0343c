package dev.vigia.kpi;

import java.time.Instant;

/// One value of a KPI.
///
/// @param at when the run ended, the version was tagged or the report was made
/// @param value in the KPI's unit; NaN and infinities are kept as they were logged
public record Sample(String kpi, Instant at, SampleSource source, String origin, double value) {}
