package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.alertmanager.AlertmanagerSettings.Cluster;
import dev.vigia.platform.Diagnostic;
import dev.vigia.projects.SourceFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Whether each Alertmanager answers.
@Component
@Order(60)
class AlertmanagerDiagnostic implements Diagnostic {

    private final AlertmanagerSettings settings;
    private final AlertmanagerApi api;

    AlertmanagerDiagnostic(AlertmanagerSettings settings, AlertmanagerApi api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public String part() {
        return "Alertmanager";
    }

    @Override
    public List<Finding> look() {
        if (settings.clusters().isEmpty()) {
            return List.of(Finding.note(
                    "",
                    "None is named, so nothing is silenced from here and a lost delivery is not noticed.",
                    "Name it in vigia.alerts.clusters. Its deliveries are taken in either way."));
        }
        var findings = new ArrayList<Finding>();
        for (Cluster cluster : settings.clusters()) {
            findings.add(look(cluster));
        }
        return findings;
    }

    @Override
    public List<URI> servers() {
        return settings.clusters().stream()
                .map(cluster -> URI.create(String.valueOf(cluster.url())))
                .toList();
    }

    private Finding look(Cluster cluster) {
        var name = String.valueOf(cluster.name());
        try {
            var alerts = api.alerts(name).size();
            return Finding.ok(name, cluster.url() + " answers; alerts now: " + alerts + ".");
        } catch (SourceFailure e) {
            return Finding.wrong(name, String.valueOf(e.getMessage()), null);
        }
    }
}
