package dev.vigia.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A tag as it is stored, without what only people read.
///
/// @param target id of the object it points at directly
/// @param release set if the tag is a version
record TagRecord(
        TagName name,
        String target,
        CommitId commit,
        boolean annotated,
        @Nullable Instant taggedAt,
        VersionNaming.@Nullable Version release,
        CommitId firstCommit,
        Instant firstSeenAt,
        @Nullable Instant movedAt,
        @Nullable Instant deletedAt,
        boolean registered,
        boolean deprecated) {

    static TagRecord firstSeen(TagSource.GitTag tag, VersionNaming naming, Instant now) {
        return new TagRecord(
                tag.ref().name(),
                tag.ref().target(),
                tag.commit(),
                tag.annotated(),
                tag.taggedAt(),
                naming.version(tag.ref().name()).orElse(null),
                tag.commit(),
                now,
                null,
                null,
                true,
                false);
    }

    boolean isVersion() {
        return release != null;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// The same tag as the repository describes it now. Back at the commit it was first seen at, it is not moved.
    TagRecord describedAs(TagSource.GitTag tag, Instant now) {
        Instant moved = tag.commit().equals(firstCommit) ? null : tag.commit().equals(commit) ? movedAt : now;
        return new TagRecord(
                name,
                tag.ref().target(),
                tag.commit(),
                tag.annotated(),
                tag.taggedAt(),
                release,
                firstCommit,
                firstSeenAt,
                moved,
                null,
                registered,
                deprecated);
    }

    TagRecord deletedAt(@Nullable Instant at) {
        return with(release, at, registered, deprecated);
    }

    TagRecord named(VersionNaming naming) {
        return with(naming.version(name).orElse(null), deletedAt, registered, deprecated);
    }

    TagRecord flagged(boolean isRegistered, boolean isDeprecated) {
        return registered == isRegistered && deprecated == isDeprecated
                ? this
                : with(release, deletedAt, isRegistered, isDeprecated);
    }

    private TagRecord with(
            VersionNaming.@Nullable Version newRelease,
            @Nullable Instant deleted,
            boolean isRegistered,
            boolean isDeprecated) {
        return new TagRecord(
                name,
                target,
                commit,
                annotated,
                taggedAt,
                newRelease,
                firstCommit,
                firstSeenAt,
                movedAt,
                deleted,
                isRegistered,
                isDeprecated);
    }
}
