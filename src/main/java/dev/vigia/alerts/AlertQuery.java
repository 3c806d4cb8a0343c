package dev.vigia.alerts;

import dev.vigia.projects.ProjectKey;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which episodes to list.
///
/// @param states empty for all
/// @param text found in name, labels, annotations or owner, without regard to case
/// @param project only alerts of this one
/// @param groupBy a label whose values are counted
public record AlertQuery(
        Set<AlertState> states,
        LabelMatchers matchers,
        @Nullable String text,
        @Nullable ProjectKey project,
        @Nullable String groupBy) {

    /// What needs somebody, or somebody takes care of.
    public static final AlertQuery PROBLEMS =
            new AlertQuery(EnumSet.of(AlertState.FIRING, AlertState.ACKNOWLEDGED), LabelMatchers.ALL, null, null, null);
}
