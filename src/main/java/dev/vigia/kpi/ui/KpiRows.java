package dev.vigia.kpi.ui;

import dev.vigia.kpi.Baseline;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunQuery;
import dev.vigia.runs.RunStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The rows of the table of KPIs: finished runs, newest first, with what each says.
@Component
class KpiRows {

    private final RunCatalog runs;
    private final KpiHistory history;

    KpiRows(RunCatalog runs, KpiHistory history) {
        this.runs = runs;
        this.history = history;
    }

    long count(ProjectKey project, String text) {
        return runs.count(query(project, text));
    }

    List<KpiRow> slice(ProjectKey project, String text, long offset, int limit) {
        var page = runs.slice(query(project, text), offset, limit);
        var values = history.samples(project, page.stream().map(Run::id).toList());
        var baselines = history.baselines(project).values().stream()
                .map(Baseline::runId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var candidates = new HashSet<>(history.candidates(project));
        return page.stream()
                .map(run -> new KpiRow(
                        run,
                        run.version(),
                        values.getOrDefault(run.id(), Map.of()),
                        baselines.contains(run.id().value())
                                ? "baseline"
                                : candidates.contains(run.id()) ? "candidate" : null))
                .toList();
    }

    private static RunQuery query(ProjectKey project, String text) {
        return new RunQuery(project, null, null, RunStatus.FINISHED, text.isBlank() ? null : text.strip(), false);
    }
}
