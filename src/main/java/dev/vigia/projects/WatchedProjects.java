package dev.vigia.projects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the settings say, read and found valid.
record WatchedProjects(
        List<Project> all, FileRoots fileRoots, Path dataDirectory, Duration interval, Duration fullSweep) {

    Projects projects() {
        Map<ProjectKey, Project> byKey = all.stream()
                .collect(Collectors.toMap(
                        Project::key, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        return new Projects() {
            @Override
            public List<Project> all() {
                return List.copyOf(byKey.values());
            }

            @Override
            public Optional<Project> find(ProjectKey key) {
                return Optional.ofNullable(byKey.get(key));
            }
        };
    }
}
