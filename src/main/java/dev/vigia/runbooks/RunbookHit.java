package dev.vigia.runbooks;

/// A document that has all words of a search.
///
/// @param excerpt of the text around the first of them; empty if they are in its title or its alerts
public record RunbookHit(RunbookSummary runbook, String excerpt) {}
