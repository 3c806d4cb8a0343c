package dev.vigia.integrity;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.RunsSynced;
import dev.vigia.versions.VersionsSynced;
import java.util.LinkedHashSet;
import java.util.Objects;
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

/// Judges in the background as soon as something was stored: a sync does not wait for it, and several changes in a
/// row are judged as one. What a crash or another replica left behind is found at start and every few seconds.
@Component
@ConditionalOnProperty(name = "vigia.jobs.enabled", matchIfMissing = true)
class JudgingWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JudgingWorker.class);
    private static final long LEFTOVERS_SECONDS = 10;

    private final Judging judging;
    private final Marks marks;
    private final IntegrityStore store;
    private final Bases bases;
    private final Projects projects;
    private final ChangeTicker ticker;
    private final LinkedBlockingQueue<Set<ProjectKey>> asked = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread thread;
    private volatile Runnable unsubscribe = () -> {};
    private boolean failing;

    JudgingWorker(
            Judging judging, Marks marks, IntegrityStore store, Bases bases, Projects projects, ChangeTicker ticker) {
        this.judging = judging;
        this.marks = marks;
        this.store = store;
        this.bases = bases;
        this.projects = projects;
        this.ticker = ticker;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(VersionsSynced event) {
        asked.add(Set.of(event.project()));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RunsSynced event) {
        asked.add(Set.of(event.project()));
    }

    @Override
    public void start() {
        // The first good sync of a source turns "not read yet" into an answer.
        unsubscribe = ticker.subscribe(topics -> {
            if (topics.contains("sources")) {
                asked.add(Set.of());
            }
        });
        // Known before it runs: the loop ends when there is no thread.
        var worker = Thread.ofVirtual().name("integrity").unstarted(this::work);
        thread = worker;
        worker.start();
    }

    @Override
    public void stop() {
        unsubscribe.run();
        var running = thread;
        thread = null;
        if (running != null) {
            // Never by an interrupt: it would close H2's file under everybody's hands.
            asked.add(Set.of());
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
        asked.add(Set.of());
        while (isRunning()) {
            try {
                var first = asked.poll(LEFTOVERS_SECONDS, TimeUnit.SECONDS);
                if (!isRunning()) {
                    return;
                }
                var wanted = new LinkedHashSet<>(first == null ? Set.<ProjectKey>of() : first);
                var everywhere = first == null || first.isEmpty();
                for (var more = asked.poll(); more != null; more = asked.poll()) {
                    wanted.addAll(more);
                    everywhere |= more.isEmpty();
                }
                if (everywhere) {
                    wanted.addAll(leftBehind());
                }
                wanted.forEach(judging::drain);
                failing = false;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException e) {
                // The marks are still there: the next round tries again.
                if (!failing && isRunning()) {
                    LOG.warn("Versions could not be judged; trying again every {} s", LEFTOVERS_SECONDS, e);
                }
                failing = true;
            }
        }
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
