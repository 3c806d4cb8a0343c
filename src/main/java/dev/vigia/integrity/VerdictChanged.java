package dev.vigia.integrity;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version's verdict is another one than before; `from` is null for its first.
public record VerdictChanged(
        ProjectKey project, TagName tag, @Nullable Outcome from, Outcome to, String because, Instant at) {}
