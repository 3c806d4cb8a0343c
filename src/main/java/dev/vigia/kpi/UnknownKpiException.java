package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;

/// The project has no KPI of that name; the API answers it with 404.
public final class UnknownKpiException extends RuntimeException {

    public UnknownKpiException(ProjectKey project, String kpi) {
        super("The project " + project + " has no KPI named " + kpi);
    }

    /// Of all projects.
    public UnknownKpiException(String kpi) {
        super("No project has a KPI named " + kpi);
    }
}
