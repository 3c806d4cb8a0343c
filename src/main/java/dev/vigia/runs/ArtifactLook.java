package dev.vigia.runs;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Finds out whether runs that claim a version have artifacts. It costs one request a run, so each sync looks at
/// a limited number, newest first; a full sweep also looks again where nothing was found before.
@Component
class ArtifactLook {

    private static final int AT_ONCE = 4;
    /// So many looks without an answer and the rest is left for another time: the artifact store is out of reach.
    private static final int PATIENCE = 5;

    private final RunStore store;
    private final RunIntake intake;
    private final RunSyncSettings settings;

    ArtifactLook(RunStore store, RunIntake intake, RunSyncSettings settings) {
        this.store = store;
        this.intake = intake;
        this.settings = settings;
    }

    void look(ProjectKey project, RunSource.Reading reading, SourceSync.Mode mode, SourceSync.Progress progress)
            throws SourceFailure {
        var runs = store.withoutArtifacts(project, mode == SourceSync.Mode.FULL, settings.artifactLooks());
        if (runs.isEmpty()) {
            return;
        }
        progress.at("artifacts", 0, runs.size());
        var seen = new HashMap<RunId, Artifacts>();
        var unanswered = new AtomicInteger();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var looks = new LinkedHashMap<RunId, Future<Artifacts>>();
            runs.forEach(run -> looks.put(run, threads.submit(() -> look(reading, run, unanswered))));
            for (var look : looks.entrySet()) {
                seen.put(look.getKey(), look.getValue().get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("Looking for artifacts failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceFailure("mlflow-interrupted", "The sync was stopped before it ended", e);
        } finally {
            intake.artifacts(project, seen);
        }
    }

    private static Artifacts look(RunSource.Reading reading, RunId run, AtomicInteger unanswered) throws SourceFailure {
        if (unanswered.get() >= PATIENCE) {
            return Artifacts.UNKNOWN;
        }
        var found = reading.artifacts(run);
        if (found == Artifacts.UNKNOWN) {
            unanswered.incrementAndGet();
        }
        return found;
    }
}
