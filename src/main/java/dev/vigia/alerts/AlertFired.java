package dev.vigia.alerts;

import java.time.Instant;
import java.util.SortedMap;

/// An episode began. Published in the transaction that stores it.
public record AlertFired(EpisodeId episode, AlertKey alert, SortedMap<String, String> labels, Instant startsAt) {}
