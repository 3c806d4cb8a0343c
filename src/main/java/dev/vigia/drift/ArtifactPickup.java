package dev.vigia.drift;

import dev.vigia.drift.ArtifactLedger.Outcome;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunArtifacts;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunQuery;
import dev.vigia.runs.RunStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes in the reports that runs left among their artifacts, at the path that the project names: once a run, the
/// newest first, with the page of the same name beside it.
@Component
class ArtifactPickup {

    private static final int NEWEST = 500;
    private static final int AT_ONCE = 100;

    /// So many failures in a row, and the rest is left for another time: the artifact store is away. One fewer than it
    /// takes for nobody to ask that server any more, for the sync of runs asks it too.
    private static final int PATIENCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactPickup.class);

    private final RunCatalog runs;
    private final RunArtifacts artifacts;
    private final DriftHistory history;
    private final ArtifactLedger ledger;
    private final ChangeTicker ticker;
    private final Clock clock;

    ArtifactPickup(
            RunCatalog runs,
            RunArtifacts artifacts,
            DriftHistory history,
            ArtifactLedger ledger,
            ChangeTicker ticker,
            Clock clock) {
        this.runs = runs;
        this.artifacts = artifacts;
        this.history = history;
        this.ledger = ledger;
        this.ticker = ticker;
        this.clock = clock;
    }

    /// @param stopped whether to leave the rest for another time
    /// @throws SourceFailure if the place that the project's runs are in does not answer
    void look(Project project, BooleanSupplier stopped) throws SourceFailure {
        var path = project.driftArtifact();
        if (path == null || project.mlflow() == null) {
            return;
        }
        var due = due(project, path);
        if (due.isEmpty()) {
            return;
        }
        var failures = 0;
        var found = false;
        try (var look = artifacts.open(project.key())) {
            for (Due one : due) {
                if (stopped.getAsBoolean() || failures == PATIENCE) {
                    break;
                }
                var outcome = look(project, path, look, one);
                failures = outcome == Outcome.FAILED ? failures + 1 : 0;
                found |= outcome != Outcome.NONE;
            }
        }
        if (found) {
            ticker.changed(DriftHistory.topic(project.key()));
        }
    }

    /// @param last whether a page that cannot be had is not to be waited for any longer
    private record Due(Run run, boolean last) {}

    private List<Due> due(Project project, String path) {
        var finished = new RunQuery(project.key(), null, null, RunStatus.FINISHED, null, false);
        var newest = runs.page(finished, NEWEST, null).runs();
        var ids = newest.stream().map(run -> run.id().value()).toList();
        var states = ledger.states(project.key(), path, ids);
        var now = clock.instant();
        var due = new ArrayList<Due>();
        for (Run run : newest) {
            var state = states.get(run.id().value());
            if ((state == null || state.isDue(now)) && due.size() < AT_ONCE) {
                due.add(new Due(run, state != null && state.isLast()));
            }
        }
        return due;
    }

    private Outcome look(Project project, String path, RunArtifacts.Look look, Due due) {
        Outcome outcome;
        @Nullable String note;
        try {
            note = take(project, path, look, due);
            outcome = note == null ? Outcome.NONE : note.isEmpty() ? Outcome.TAKEN : Outcome.WITHOUT_PAGE;
        } catch (UnreadableReportException e) {
            outcome = Outcome.UNREADABLE;
            note = e.getMessage();
        } catch (SourceFailure e) {
            outcome = isTooLarge(e) ? Outcome.UNREADABLE : Outcome.FAILED;
            note = e.getMessage();
        } catch (RuntimeException e) {
            // One run must not keep all others from being looked at.
            LOG.warn("What run {} of {} left could not be taken in", due.run().id(), project.key(), e);
            outcome = Outcome.FAILED;
            note = "It could not be taken in; the log of Vigía says why.";
        }
        ledger.write(project.key(), due.run().id(), path, clock.instant(), outcome, note == null ? "" : note);
        return outcome;
    }

    /// @return null if there is no report; else empty, or why its page for people was left behind
    private @Nullable String take(Project project, String path, RunArtifacts.Look look, Due due) throws SourceFailure {
        var run = due.run();
        var json = look.read(run.id(), path, ReportBodies.LARGEST_JSON).orElse(null);
        if (json == null) {
            return null;
        }
        byte[] html = null;
        var note = "";
        try {
            html = look.read(run.id(), page(path), ReportBodies.LARGEST_HTML).orElse(null);
        } catch (SourceFailure e) {
            if (!isTooLarge(e) && !due.last()) {
                throw e;
            }
            note = "The report was taken in without its page: " + e.getMessage();
        }
        history.file(
                new DriftSubmission(project.key(), json, html, run.id(), run.version(), null, run.endedAt(), "vigia"));
        return note;
    }

    private static boolean isTooLarge(SourceFailure failure) {
        return failure.code().equals(RunArtifacts.TOO_LARGE);
    }

    private static String page(String path) {
        return (path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path) + ".html";
    }
}
