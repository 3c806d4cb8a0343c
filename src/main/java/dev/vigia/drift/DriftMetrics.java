package dev.vigia.drift;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the newest report of drift of each project says.
@Component
class DriftMetrics implements MetricSource {

    private final DriftHistory history;
    private final Projects projects;

    DriftMetrics(DriftHistory history, Projects projects) {
        this.history = history;
        this.projects = projects;
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public List<MetricFamily> families() {
        var share = MetricFamily.of(
                "vigia_drift_share",
                "Part of the tested columns that drifted, 0 to 1, by the newest report; absent if it does not tell",
                "project");
        var at = MetricFamily.of(
                "vigia_drift_report_timestamp_seconds",
                "When the newest report of drift was made, in seconds since 1970",
                "project");
        for (Project project : projects.all()) {
            history.latest(project.key()).ifPresent(latest -> {
                if (latest.share() != null) {
                    share.add(latest.share(), project.key().value());
                }
                at.add(latest.at().toEpochMilli() / 1000.0, project.key().value());
            });
        }
        return List.of(share, at);
    }
}
