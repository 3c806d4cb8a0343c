package dev.vigia.kpi;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The newest value of each KPI, and what it is held to.
@Component
class KpiMetrics implements MetricSource {

    private final KpiHistory history;
    private final Projects projects;

    KpiMetrics(KpiHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    @Override
    public String name() {
        return "kpis";
    }

    @Override
    public List<MetricFamily> families() {
        var value = MetricFamily.of("vigia_kpi_value", "Newest sample of the KPI, in its own unit", "project", "kpi");
        var at = MetricFamily.of(
                "vigia_kpi_sample_timestamp_seconds",
                "When that sample was made, in seconds since 1970",
                "project",
                "kpi");
        var baseline = MetricFamily.of(
                "vigia_kpi_baseline",
                "What that sample is compared with; absent without a baseline of the KPI",
                "project",
                "kpi");
        var limit = MetricFamily.of(
                "vigia_kpi_limit",
                "From where on it is a breach; absent where it is relative and there is no baseline",
                "project",
                "kpi",
                "rule",
                "severity");
        var breach = MetricFamily.of(
                "vigia_kpi_breach",
                "1 while the KPI breaks the rule, 0 while it keeps it",
                "project",
                "kpi",
                "rule",
                "severity");
        for (Project project : projects.all()) {
            var key = project.key().value();
            for (KpiStatus status : history.status(project.key())) {
                var kpi = status.kpi().name();
                var latest = status.latest();
                if (latest == null) {
                    continue;
                }
                value.add(latest.value(), key, kpi);
                at.add(latest.at().toEpochMilli() / 1000.0, key, kpi);
                if (status.baselineValue() != null) {
                    baseline.add(status.baselineValue(), key, kpi);
                }
                limits(status, key, limit, breach);
            }
        }
        return List.of(value, at, baseline, limit, breach);
    }

    private static void limits(KpiStatus status, String project, MetricFamily limit, MetricFamily breach) {
        var kpi = status.kpi().name();
        var open = status.breaches().stream()
                .collect(Collectors.toMap(KpiBreach::rule, KpiBreach::severity, (one, other) -> one));
        for (KpiStatus.Limit each : status.limits()) {
            var threshold = each.threshold();
            if (each.value() != null) {
                limit.add(
                        each.value(),
                        project,
                        kpi,
                        threshold.rule(),
                        threshold.severity().text());
                if (!open.containsKey(threshold.rule())) {
                    breach.add(
                            0,
                            project,
                            kpi,
                            threshold.rule(),
                            threshold.severity().text());
                }
            }
        }
        open.forEach((rule, severity) -> breach.add(1, project, kpi, rule, severity.text()));
    }
}
