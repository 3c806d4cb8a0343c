package dev.vigia.integrity;

import dev.vigia.versions.TagName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions of a project that were whole once and are broken now. One that was broken and is unknown at the moment is
/// still among them: that nobody can look does not mend it.
///
/// @param all how many there are
/// @param versions those in use first, then those that broke first
public record BrokenVersions(long all, List<BrokenVersion> versions) {

    /// @param because the reason of the check that decides, in a few words
    /// @param inUse whether it is in a stage, or the newest of its model
    public record BrokenVersion(TagName tag, @Nullable String artifact, Instant since, String because, boolean inUse) {}
}
