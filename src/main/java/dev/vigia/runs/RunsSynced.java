package dev.vigia.runs;

import dev.vigia.projects.ProjectKey;
import java.util.Set;

/// Runs were stored. Published inside the transaction that stored them.
///
/// @param versions every version that a changed run claims or claimed before the change
/// @param runs every run that is new, changed or gone
/// @param commits source commits of changed runs, before and after
public record RunsSynced(ProjectKey project, Set<RunId> runs, Set<String> versions, Set<String> commits) {}
