package dev.vigia.versions.git;

import dev.vigia.versions.TagName;
import dev.vigia.versions.TagSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/// Which of the refs a repository shows are tags that we can keep.
final class TagNames {

    /// In bytes; PostgreSQL's indexes end a little above 2 000, and no person gives longer names.
    private static final int LONGEST = 1_000;

    private TagNames() {}

    static Optional<TagSource.Ref> of(Ref ref) {
        String name = ref.getName();
        ObjectId target = ref.getObjectId();
        if (!name.startsWith(Constants.R_TAGS) || name.endsWith("^{}") || target == null) {
            return Optional.empty();
        }
        String tag = name.substring(Constants.R_TAGS.length());
        return tag.isEmpty() || tag.getBytes(StandardCharsets.UTF_8).length > LONGEST || tag.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(new TagSource.Ref(new TagName(tag), target.name()));
    }
}
