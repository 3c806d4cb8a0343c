package dev.vigia.versions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the data behind a commit was pushed, output by output.
///
/// @param checkedAt when the remotes were last asked; null if never
/// @param deep every object was asked for; false above the configured number of objects
public record DataState(
        CommitId commit, List<DataOutput> outputs, @Nullable Instant checkedAt, boolean deep) {}
