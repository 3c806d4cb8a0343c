package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runbooks.FactAsk;
import dev.vigia.runbooks.LiveAnswer;
import dev.vigia.runbooks.LiveAnswer.Outcome;
import dev.vigia.runbooks.LiveFact;
import org.springframework.stereotype.Component;

/// `kpi-breaches`: which KPIs of the alert's project are beyond a limit now.
@Component
class KpiBreachesFact implements LiveFact {

    private static final int NAMED = 3;

    private final KpiHistory history;
    private final Projects projects;

    KpiBreachesFact(KpiHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    @Override
    public String name() {
        return "kpi-breaches";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        var project = ask.project();
        if (project == null || projects.find(project).isEmpty()) {
            return new LiveAnswer(Outcome.UNKNOWN, "The alert names no project whose KPIs are kept here.", null);
        }
        var breaches = history.openBreaches(project);
        if (!breaches.isEmpty()) {
            var rest = breaches.size() - NAMED;
            return new LiveAnswer(
                    Outcome.BAD,
                    String.join(
                                    " ",
                                    breaches.stream()
                                            .limit(NAMED)
                                            .map(KpiBreach::sentence)
                                            .toList())
                            + (rest > 0 ? " And " + rest + " more." : ""),
                    link(project));
        }
        var held = history.status(project).stream()
                .filter(status -> status.state() == KpiStatus.State.WITHIN)
                .count();
        return held == 0
                ? new LiveAnswer(
                        Outcome.UNKNOWN, "No KPI of " + project + " has both a value and a limit.", link(project))
                : new LiveAnswer(
                        Outcome.GOOD,
                        held == 1
                                ? "The one KPI of " + project + " that has a limit is within it."
                                : "All " + held + " KPIs of " + project + " that have a limit are within it.",
                        link(project));
    }

    private static String link(ProjectKey project) {
        return "kpis?project=" + project.value();
    }
}
