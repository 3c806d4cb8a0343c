package dev.vigia.alerts;

import java.time.Instant;

/// An episode began, or goes on after it was thought to be over or was held back. Published in the transaction that
/// stores it.
///
/// @param at when it began, or began again
/// @param heldBack whether a silence, another alert or a time says that nobody should be told
public record AlertFired(EpisodeId episode, AlertAbout about, Instant at, boolean heldBack) {}
