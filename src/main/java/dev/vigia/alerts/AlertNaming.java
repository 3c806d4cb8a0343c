package dev.vigia.alerts;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads from an alert's labels what it is about.
@Component
class AlertNaming {

    static final String NAME = "alertname";
    private static final String NO_NAME = "(no name)";

    private final Set<String> projects;
    private final AlertSettings settings;

    AlertNaming(Projects projects, AlertSettings settings) {
        this.projects =
                projects.all().stream().map(project -> project.key().value()).collect(Collectors.toUnmodifiableSet());
        this.settings = settings;
    }

    EpisodeStore.AlertRow row(AlertKey key, SortedMap<String, String> labels) {
        return new EpisodeStore.AlertRow(
                key,
                labels.getOrDefault(NAME, NO_NAME),
                Severity.of(labels),
                project(labels),
                first(settings.modelLabels(), labels),
                LabelJson.write(labels));
    }

    AlertAbout about(AlertReport report) {
        var labels = report.labels();
        return new AlertAbout(
                labels.getOrDefault(NAME, NO_NAME),
                Severity.of(labels),
                key(project(labels)),
                labels,
                report.annotations());
    }

    /// The first label that holds the key of a watched project.
    private @Nullable String project(Map<String, String> labels) {
        return settings.projectLabels().stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .filter(projects::contains)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String first(List<String> names, Map<String, String> labels) {
        return names.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable ProjectKey key(@Nullable String project) {
        return project == null ? null : new ProjectKey(project);
    }
}
