package dev.vigia.runs.ui;

import dev.vigia.projects.ProjectKey;
import java.util.Optional;

/// Port: where to read about the version that a run claims. Runs know nothing of versions, so whoever has a page
/// about one offers the way to it.
public interface VersionLinks {

    /// @param version as the run claims it; need not exist
    /// @return an address inside the application, relative to its root; empty if there is no such version
    Optional<String> pageOf(ProjectKey project, String version);
}
