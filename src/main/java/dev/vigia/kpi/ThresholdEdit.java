package dev.vigia.kpi;

import dev.vigia.projects.Threshold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Thresholds of a KPI as somebody set them.
///
/// @param thresholds null for "as configured again"
public record ThresholdEdit(String kpi, @Nullable List<Threshold> thresholds, Instant at, String by, String why) {}
