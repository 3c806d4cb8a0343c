package dev.vigia.integrity;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// How many versions of each project have which verdict.
@Component
class VersionMetrics implements MetricSource {

    private final IntegrityTable table;
    private final Projects projects;

    VersionMetrics(IntegrityTable table, Projects projects) {
        this.table = table;
        this.projects = projects;
    }

    @Override
    public String name() {
        return "integrity";
    }

    @Override
    public List<MetricFamily> families() {
        var versions = MetricFamily.of("vigia_versions", "Version tags by their verdict", "project", "verdict");
        for (Project project : projects.all()) {
            var counts = table.counts(IntegrityQuery.of(project.key()));
            for (Outcome outcome : Outcome.values()) {
                if (outcome != Outcome.NOT_APPLICABLE) {
                    versions.add(
                            counts.getOrDefault(outcome, 0L),
                            project.key().value(),
                            outcome.name().toLowerCase(Locale.ROOT));
                }
            }
        }
        return List.of(versions);
    }
}
