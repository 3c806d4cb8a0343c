package dev.vigia.integrity;

import dev.vigia.versions.TagName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version as others join with it: where it stands in the line of its model, and its run.
///
/// @param artifact the model in a repository of several; null where the tag names none
/// @param at when it was tagged, or judged first where the tag does not say
/// @param runId the one run that claims it; null if there is none, or several
/// @param whole whether all checks pass, leaving aside what its KPIs say
public record LinkedVersion(
        TagName tag,
        @Nullable String artifact,
        String version,
        Instant at,
        @Nullable String runId,
        boolean whole) {}
