package dev.vigia.alerts;

import java.time.Instant;

/// An episode ended. Published in the transaction that stores it.
///
/// @param told whether the Alertmanager said so; else it is only not known there any more, or fired anew since
public record AlertResolved(EpisodeId episode, AlertAbout about, Instant endsAt, boolean told) {}
