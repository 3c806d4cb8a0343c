package dev.vigia.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a silence would do, before it is made.
///
/// @param hides how many alerts that fire now it would match
/// @param of how many fire in the cluster
/// @param some of those it would match, worst and newest first
/// @param warning why it is broader than anybody wants, as a sentence; null if it is not
public record SilencePreview(
        long hides, long of, List<Episode> some, @Nullable String warning) {}
