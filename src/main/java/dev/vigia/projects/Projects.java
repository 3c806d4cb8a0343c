package dev.vigia.projects;

import java.util.List;
import java.util.Optional;

/// The watched projects, in the order they are configured. Fixed for the life of the process.
public interface Projects {

    List<Project> all();

    Optional<Project> find(ProjectKey key);

    /// @throws UnknownProjectException if no such project is configured; the API answers it with 404
    default Project require(ProjectKey key) {
        return find(key).orElseThrow(() -> new UnknownProjectException(key));
    }
}
