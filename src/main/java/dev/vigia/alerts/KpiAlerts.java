package dev.vigia.alerts;

import dev.vigia.alerts.OwnBoard.Own;
import dev.vigia.kpi.KpiBreach;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpisChanged;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.Projects;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// A KPI beyond a limit is an alert, one a project, KPI and rule; it is over when a sample is back within. An event
/// only says that it is time to look: one that was lost in a crash is made up for by the next look. Where a Prometheus
/// raises them none is raised here, and those that were are over.
///
/// @see "src/docs/decisions/0020-a-breach-is-one-alert.md"
@Component
class KpiAlerts {

    /// Named like the alerts that Prometheus raises of the same trouble, so that they have the same runbooks.
    static final String DEGRADATION = "ModelDegradation";
    static final String DRIFT = "DataDriftDetected";
    static final String SLOW = "VigiaTrainingSlow";

    private final KpiHistory kpis;
    private final Projects projects;
    private final OwnBoard board;
    private final AlertSettings settings;
    private final SoonLook soon = new SoonLook("kpi-alerts", this::tell);

    KpiAlerts(KpiHistory kpis, Projects projects, OwnBoard board, AlertSettings settings) {
        this.kpis = kpis;
        this.projects = projects;
        this.board = board;
        this.settings = settings;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(KpisChanged change) {
        if (change.breaches()) {
            soon.ask();
        }
    }

    void look() {
        soon.now();
    }

    private void tell() {
        var breaches = settings.raiseKpiBreaches() ? kpis.openBreaches() : List.<KpiBreach>of();
        board.tell(
                Set.of(DEGRADATION, DRIFT, SLOW),
                breaches.stream()
                        .filter(breach -> projects.find(breach.project()).isPresent())
                        .map(this::own)
                        .toList());
    }

    private Own own(KpiBreach breach) {
        var metric = projects.require(breach.project())
                .kpis()
                .find(breach.kpi())
                .map(Kpi::metric)
                .orElse(breach.kpi());
        var labels = new HashMap<String, String>();
        labels.put("project", breach.project().value());
        labels.put("model", breach.project().value());
        labels.put("kpi", breach.kpi());
        labels.put("metric", metric);
        labels.put("kpi_rule", breach.rule());
        return new Own(
                name(breach, metric),
                severity(breach),
                labels,
                breach.sentence(),
                breach.openedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String name(KpiBreach breach, String metric) {
        if (metric.equals(Kpi.DATA_DRIFT)) {
            return DRIFT;
        }
        return breach.kpi().equals(Kpi.TRAIN_TIME) ? SLOW : DEGRADATION;
    }

    private static Severity severity(KpiBreach breach) {
        return switch (breach.severity()) {
            case CRITICAL -> Severity.CRITICAL;
            case WARNING -> Severity.WARNING;
            case INFO -> Severity.INFO;
        };
    }
}
