package dev.vigia.drift;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.RunsSynced;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private static final long EVERYWHERE_MINUTES = 10;

    private final ArtifactPickup pickup;
    private final Projects projects;

    /// Empty for all projects.
    private final LinkedBlockingQueue<Optional<ProjectKey>> asked = new LinkedBlockingQueue<>();

    private volatile @Nullable Thread thread;

    ArtifactWorker(ArtifactPickup pickup, Projects projects) {
        this.pickup = pickup;
        this.projects = projects;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunsSynced event) {
        if (projects.find(event.project()).map(Project::driftArtifact).isPresent()) {
            asked.add(Optional.of(event.project()));
        }
    }

    @Override
    public void start() {
        if (projects.all().stream().allMatch(project -> project.driftArtifact() == null)) {
            return;
        }
        asked.add(Optional.empty());
        var worker = Thread.ofVirtual().name("drift-artifacts").unstarted(this::work);
        thread = worker;
        worker.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            // Never by an interrupt: it would close H2's file under everybody's hands.
            asked.add(Optional.empty());
            try {
                running.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void work() {
        while (isRunning()) {
            try {
                var first = asked.poll(EVERYWHERE_MINUTES, TimeUnit.MINUTES);
                Set<Optional<ProjectKey>> wanted = new LinkedHashSet<>();
                wanted.add(first == null ? Optional.empty() : first);
                asked.drainTo(wanted);
                var everywhere = wanted.contains(Optional.<ProjectKey>empty());
                for (Project project : projects.all()) {
                    if (isRunning() && (everywhere || wanted.contains(Optional.of(project.key())))) {
                        look(project);
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void look(Project project) {
        try {
            pickup.look(project, () -> !isRunning());
        } catch (SourceFailure | RuntimeException e) {
            LOG.warn("Reports of drift among the runs of {} could not be looked for", project.key(), e);
        }
    }
}
