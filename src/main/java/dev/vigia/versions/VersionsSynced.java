package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.util.Set;

/// Version tags, their trees or their data were stored. Published inside the transaction that stored them.
public record VersionsSynced(ProjectKey project, Set<TagName> changed) {}
