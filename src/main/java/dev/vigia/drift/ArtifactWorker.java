package dev.vigia.drift;

import dev.vigia.platform.CatchUp;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.RunsSynced;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// Looks for reports among the artifacts of runs as soon as runs were stored, beside the sync and never in its way.
@Component
@ConditionalOnProperty(name = "vigia.jobs.enabled", matchIfMissing = true)
class ArtifactWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactWorker.class);

    /// Reports that were not there yet, and places that did not answer, are looked for again.
    private static final Duration EVERYWHERE = Duration.ofMinutes(10);

    private final ArtifactPickup pickup;
    private final Projects projects;
    private final CatchUp<Project> work = new CatchUp<>("drift-artifacts", EVERYWHERE, this::watched, this::look);

    ArtifactWorker(ArtifactPickup pickup, Projects projects) {
        this.pickup = pickup;
        this.projects = projects;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunsSynced event) {
        projects.find(event.project())
                .filter(project -> project.driftArtifact() != null)
                .ifPresent(work::ask);
    }

    private Set<Project> watched() {
        return projects.all().stream()
                .filter(project -> project.driftArtifact() != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void look(Project project) {
        try {
            pickup.look(project, () -> !work.isRunning());
        } catch (SourceFailure | RuntimeException e) {
            LOG.warn("Reports of drift among the runs of {} could not be looked for", project.key(), e);
        }
    }

    @Override
    public void start() {
        if (!watched().isEmpty()) {
            work.start();
        }
    }

    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }
}
