package dev.vigia.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of runs.
///
/// @param next cursor of the following page; null on the last
public record RunPage(List<Run> runs, @Nullable String next) {}
