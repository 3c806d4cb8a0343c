package dev.vigia.integrity;

import dev.vigia.platform.CatchUp;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.VersionsSynced;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// Judges in the background as soon as something was stored: a sync does not wait for it, and several changes in a
/// row are judged as one.
@Component
@ConditionalOnProperty(name = "vigia.jobs.enabled", matchIfMissing = true)
class JudgingWorker implements SmartLifecycle {

    private final Marks marks;
    private final IntegrityStore store;
    private final Bases bases;
    private final Projects projects;
    private final ChangeTicker ticker;
    private final CatchUp<ProjectKey> work;
    private volatile Runnable unsubscribe = () -> {};

    JudgingWorker(
            Judging judging, Marks marks, IntegrityStore store, Bases bases, Projects projects, ChangeTicker ticker) {
        this.marks = marks;
        this.store = store;
        this.bases = bases;
        this.projects = projects;
        this.ticker = ticker;
        this.work = new CatchUp<>("integrity", this::leftBehind, judging::drain);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(VersionsSynced event) {
        work.ask(event.project());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunsSynced event) {
        work.ask(event.project());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(Marks.Marked event) {
        work.ask(event.project());
    }

    @Override
    public void start() {
        // The first good sync of a source turns "not read yet" into an answer.
        unsubscribe = ticker.subscribe(topics -> {
            if (topics.contains("sources")) {
                work.askForLeftovers();
            }
        });
        work.start();
    }

    @Override
    public void stop() {
        unsubscribe.run();
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    private Set<ProjectKey> leftBehind() {
        var marked = marks.projects();
        var judged = store.bases();
        var left = new LinkedHashSet<ProjectKey>();
        for (Project project : projects.all()) {
            var key = project.key();
            if (marked.contains(key.value())
                    || !Objects.equals(judged.get(key.value()), bases.of(key).text())) {
                left.add(key);
            }
        }
        return left;
    }
}
