package dev.vigia.runs;

import static dev.vigia.runs.RunFixtures.CHURN;

import dev.vigia.projects.ProjectKey;
import java.util.List;
import org.springframework.context.ApplicationContext;

/// Puts runs where a sync would put them, for tests of other features.
public final class StoredRuns {

    private StoredRuns() {}

    /// Of the experiment `churn`; a run of the same id is changed.
    public static void store(ApplicationContext context, ProjectKey project, RunFacts... runs) {
        context.getBean(RunIntake.class)
                .begin(project, "version", List.of(CHURN))
                .page(List.of(runs));
    }
}
