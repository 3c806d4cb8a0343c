package dev.vigia.projects;

import java.util.List;
import java.util.Optional;

/// Door to the sources: their health, and synchronisation on request.
public interface Sources {

    List<SourceStatus> all();

    List<SourceStatus> of(ProjectKey project);

    Optional<SourceStatus> find(SourceId id);

    /// Asks for a sync of all the project's sources as soon as a worker is free; returns at once. Asking twice
    /// before it starts is one sync. Data is always asked for in full, after the tags were read.
    ///
    /// @throws UnknownProjectException if there is no such project
    void syncNow(ProjectKey project, SourceSync.Mode mode);

    void syncNow(SourceId source, SourceSync.Mode mode);
}
