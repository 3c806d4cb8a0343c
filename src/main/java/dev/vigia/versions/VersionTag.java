package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Git tag that names a version, as it stands and as it was first seen.
///
/// @param artifact the model in a repository of several; null where the tag names none
/// @param version the tag without artifact and counter, such as `v1.2.0`
/// @param commit where it points, or pointed when it was deleted
/// @param firstCommit where it pointed when first seen; differs from `commit` once it was moved
/// @param registered false once a GTO tag deregistered it
/// @param deprecated its artifact was deprecated
/// @param stages all of them, past ones too, newest first
public record VersionTag(
        ProjectKey project,
        TagName name,
        @Nullable String artifact,
        String version,
        CommitId commit,
        CommitId firstCommit,
        Instant firstSeenAt,
        @Nullable Instant movedAt,
        @Nullable Instant deletedAt,
        boolean annotated,
        @Nullable Instant taggedAt,
        @Nullable String tagger,
        @Nullable String message,
        boolean registered,
        boolean deprecated,
        List<Stage> stages) {

    public boolean moved() {
        return !commit.equals(firstCommit);
    }
}
