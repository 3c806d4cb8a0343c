package dev.vigia.projects;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Which sources there are: each project with each kind of source that applies to it.
@Component
class SourceRegistry {

    private final Projects projects;
    private final ObjectProvider<SourceSync> syncs;

    SourceRegistry(Projects projects, ObjectProvider<SourceSync> syncs) {
        this.projects = projects;
        this.syncs = syncs;
    }

    record Source(SourceId id, Project project, SourceSync sync) {

        /// Without secrets: no URL in the settings may hold one.
        String location() {
            return switch (id.kind()) {
                case GIT -> project.git() == null ? "" : project.git().url();
                case MLFLOW -> project.mlflow() == null ? "" : project.mlflow().trackingUri();
                case DVC -> dvcLocation();
                case PROMETHEUS ->
                    project.signals() == null
                            ? ""
                            : project.signals().prometheus().url();
            };
        }

        private String dvcLocation() {
            var urls = project.dvc().remotes().values().stream()
                    .map(Project.Remote::url)
                    .filter(url -> url != null)
                    .collect(Collectors.joining(", "));
            return urls.isEmpty() ? "as each tag's .dvc/config says" : urls;
        }
    }

    List<Source> all() {
        return projects.all().stream().flatMap(project -> of(project).stream()).toList();
    }

    List<Source> of(Project project) {
        return syncs.stream()
                .filter(sync -> sync.appliesTo(project))
                .sorted(Comparator.comparing(SourceSync::kind))
                .map(sync -> new Source(new SourceId(project.key(), sync.kind()), project, sync))
                .toList();
    }

    Optional<Source> find(SourceId id) {
        return projects.find(id.project())
                .flatMap(project -> of(project).stream()
                        .filter(source -> source.id().equals(id))
                        .findFirst());
    }
}
