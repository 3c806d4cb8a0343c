package dev.vigia.kpi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the history of baselines.
///
/// @param model empty where tags name none
/// @param byRule whether the configured rule said so, and no person
/// @param baseline null where a person gave the word back to the rule, or the rule finds none any more
public record BaselineChoice(
        long id, String model, boolean byRule, @Nullable Baseline baseline, Instant at, String by, String why) {}
