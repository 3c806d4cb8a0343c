package dev.vigia.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param next gives the following page; null on the last
public record DriftReportPage(
        List<DriftReport> reports, @Nullable String next) {}
