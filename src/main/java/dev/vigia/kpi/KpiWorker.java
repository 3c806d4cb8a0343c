package dev.vigia.kpi;

import dev.vigia.drift.DriftReported;
import dev.vigia.platform.CatchUp;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.VersionsSynced;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// Derives in the background as soon as something was stored; a sync does not wait for it.
@Component
@ConditionalOnProperty(name = "vigia.jobs.enabled", matchIfMissing = true)
class KpiWorker implements SmartLifecycle {

    private final KpiMarks marks;
    private final Projects projects;
    private final CatchUp<ProjectKey> work;
    /// Asked and not begun: a sync of many pages is one question.
    private final Set<ProjectKey> asked = ConcurrentHashMap.newKeySet();
    private final ChangeTicker ticker;
    private volatile Runnable unsubscribe = () -> {};
    private volatile boolean sawAll;

    KpiWorker(Deriving deriving, KpiMarks marks, Projects projects, ChangeTicker ticker) {
        this.ticker = ticker;
        this.marks = marks;
        this.projects = projects;
        this.work = new CatchUp<>("kpis", this::leftBehind, project -> {
            asked.remove(project);
            deriving.drain(project);
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunsSynced event) {
        ask(event.project());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(VersionsSynced event) {
        ask(event.project());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(DriftReported event) {
        ask(event.project());
    }

    private void ask(ProjectKey project) {
        if (asked.add(project)) {
            work.ask(project);
        }
    }

    /// At start every project: limits may have been configured anew, and verdicts changed before a crash.
    private Set<ProjectKey> leftBehind() {
        var marked = marks.projects();
        var left = new LinkedHashSet<ProjectKey>();
        projects.all().stream()
                .map(Project::key)
                .filter(project -> !sawAll || marked.contains(project.value()))
                .forEach(left::add);
        sawAll = true;
        return left;
    }

    @Override
    public void start() {
        // Which run belongs to which version is judged after the sync, and by whichever replica.
        unsubscribe = ticker.subscribe(topics -> projects.all().stream()
                .map(Project::key)
                .filter(project -> topics.contains("integrity/" + project.value()))
                .forEach(this::ask));
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
}
