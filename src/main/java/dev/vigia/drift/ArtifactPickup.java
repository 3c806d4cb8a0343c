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
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes in the reports that runs left among their artifacts, at the path that the project names: once a run, the
/// newest first, with the page of the same name beside it.
@Component
class ArtifactPickup {

    private static final int NEWEST = 500;
    private static final int AT_ONCE = 100;

    /// So many failures in a row, and the rest is left for another time: the artifact store is away.
    private static final int PATIENCE = 3;

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

    void look(Project project) throws SourceFailure {
        var path = project.driftArtifact();
        if (path == null || project.mlflow() == null) {
            return;
        }
        var due = due(project, path);
        if (due.isEmpty()) {
            return;
        }
        var failures = 0;
        try (var look = artifacts.open(project.key())) {
            for (Run run : due) {
                failures = take(project, path, look, run) ? 0 : failures + 1;
                if (failures == PATIENCE) {
                    break;
                }
            }
        } finally {
            ticker.changed(DriftHistory.topic(project.key()));
        }
    }

    private List<Run> due(Project project, String path) {
        var finished = new RunQuery(project.key(), null, null, RunStatus.FINISHED, null, false);
        var newest = runs.page(finished, NEWEST, null).runs();
        var ids = newest.stream().map(run -> run.id().value()).toList();
        var settled = ledger.settled(project.key(), path, ids, clock.instant());
        return newest.stream()
                .filter(run -> !settled.contains(run.id().value()))
                .limit(AT_ONCE)
                .toList();
    }

    /// @return false if the place did not answer
    private boolean take(Project project, String path, RunArtifacts.Look look, Run run) {
        var outcome = Outcome.NONE;
        var note = "";
        try {
            var json = look.read(run.id(), path, ReportBodies.LARGEST_JSON).orElse(null);
            if (json != null) {
                var html = look.read(run.id(), page(path), ReportBodies.LARGEST_HTML)
                        .orElse(null);
                history.file(new DriftSubmission(
                        project.key(), json, html, run.id(), run.version(), null, run.endedAt(), "vigia"));
                outcome = Outcome.TAKEN;
            }
        } catch (UnreadableReportException e) {
            outcome = Outcome.UNREADABLE;
            note = String.valueOf(e.getMessage());
        } catch (SourceFailure e) {
            outcome = Outcome.FAILED;
            note = String.valueOf(e.getMessage());
        }
        ledger.write(project.key(), run.id(), path, clock.instant(), outcome, note);
        return outcome != Outcome.FAILED;
    }

    private static String page(String path) {
        return (path.endsWith(".json") ? path.substring(0, path.length() - ".json".length()) : path) + ".html";
    }
}
