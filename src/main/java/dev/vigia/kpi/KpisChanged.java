package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;

/// Samples, limits, baselines or breaches of the project's KPIs changed. Published inside the transaction.
///
/// @param breaches whether a breach began, ended or says something else than before
public record KpisChanged(ProjectKey project, boolean breaches) {}
