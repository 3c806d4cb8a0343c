package dev.vigia.alerts;

import java.time.Instant;
import java.util.SortedMap;

/// An episode ended, as the Alertmanager said. Published in the transaction that stores it.
public record AlertResolved(EpisodeId episode, AlertKey alert, SortedMap<String, String> labels, Instant endsAt) {}
