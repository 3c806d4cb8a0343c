package dev.vigia.integrity;

import dev.vigia.versions.VersionTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the tag is in Git and still where it was first seen.
final class TagCheck {

    private TagCheck() {}

    static Finding of(VersionTag tag) {
        if (tag.deletedAt() != null) {
            return finding(tag, Outcome.FAIL, Code.TAG_DELETED, tag.deletedAt());
        }
        if (tag.moved()) {
            return finding(tag, Outcome.FAIL, Code.TAG_MOVED, tag.movedAt());
        }
        if (tag.movedAt() != null) {
            return finding(tag, Outcome.PASS, Code.TAG_MOVED_BACK, tag.movedAt());
        }
        if (!tag.registered()) {
            return finding(tag, Outcome.PASS, Code.TAG_DEREGISTERED, null);
        }
        return finding(tag, Outcome.PASS, tag.deprecated() ? Code.TAG_DEPRECATED : Code.TAG_UNMOVED, null);
    }

    private static Finding finding(VersionTag tag, Outcome outcome, Code code, @Nullable Instant at) {
        var evidence = new Evidence.Tag(tag.commit().value(), tag.firstCommit().value(), tag.firstSeenAt(), at);
        return new Finding(CheckKind.TAG, outcome, code, evidence);
    }
}
