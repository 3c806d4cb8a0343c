package dev.vigia.runbooks;

import dev.vigia.runbooks.LiveAnswer.Outcome;
import org.springframework.stereotype.Component;

/// `kpi-breaches`: says that nobody here can say. Limits of KPIs are not kept yet, and silence would read as "none".
@Component
class KpiBreachesFact implements LiveFact {

    @Override
    public String name() {
        return "kpi-breaches";
    }

    @Override
    public LiveAnswer answer(FactAsk ask) {
        return new LiveAnswer(
                Outcome.UNKNOWN,
                "Vigía keeps no limits for the KPIs"
                        + (ask.project() == null ? "" : " of " + ask.project())
                        + " yet, so it cannot say whether one is breached.",
                null);
    }
}
