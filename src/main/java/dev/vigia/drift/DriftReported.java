package dev.vigia.drift;

import dev.vigia.projects.ProjectKey;

/// A report was stored that was not known before. Published in the transaction that stores it.
public record DriftReported(ProjectKey project, DriftReportId report) {}
