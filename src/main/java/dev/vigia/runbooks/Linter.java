package dev.vigia.runbooks;

import dev.vigia.runbooks.LintFinding.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads the library as someone will who is woken by an alert.
final class Linter {

    private final Shelf shelf;
    private final Set<String> facts;
    private final LocalDate today;

    /// @param facts the names of those that Vigía can answer
    Linter(Shelf shelf, Set<String> facts, LocalDate today) {
        this.shelf = shelf;
        this.facts = facts;
        this.today = today;
    }

    /// Worst first.
    List<LintFinding> findings() {
        var findings = new ArrayList<LintFinding>();
        for (var document : shelf.documents()) {
            findings.addAll(new DocumentLint(document, shelf, facts, today).findings());
        }
        findings.addAll(twice());
        return sorted(findings);
    }

    /// Also against the rules that are loaded: what fires should have a page, and a page should fire.
    ///
    /// @param rules not empty: without any, nothing can be said about them
    List<LintFinding> findings(List<AlertRule> rules) {
        var findings = new ArrayList<>(findings());
        var matching = new Matching(shelf, new LinkRules(List.of()), List.of());
        var used = new TreeSet<String>();
        for (var rule : rules) {
            var annotations =
                    rule.runbookUrl() == null ? Map.<String, String>of() : Map.of("runbook_url", rule.runbookUrl());
            switch (matching.match(Map.of("alertname", rule.alert()), annotations)) {
                case RunbookMatch.Found found -> {
                    used.add(found.runbook().name());
                    findings.addAll(agreement(rule, found.runbook()));
                }
                case RunbookMatch.External _ -> {}
                case RunbookMatch.Missing _ ->
                    findings.add(new LintFinding(
                            rule.file(), Level.ERROR, "alert-without-runbook", "No runbook for " + rule.alert() + "."));
            }
        }
        for (var document : shelf.runbooks()) {
            var raisedByUs = document.runbook().alerts().stream().anyMatch(KnownAlerts.OWN::contains);
            if (!raisedByUs && !used.contains(document.runbook().name())) {
                findings.add(new LintFinding(
                        document.file().path(),
                        Level.WARNING,
                        "runbook-without-alert",
                        "No rule raises an alert that leads here."));
            }
        }
        return sorted(findings);
    }

    private static List<LintFinding> agreement(AlertRule rule, Runbook runbook) {
        var findings = new ArrayList<LintFinding>();
        if (!runbook.alerts().isEmpty() && !runbook.alerts().contains(rule.alert())) {
            findings.add(new LintFinding(
                    runbook.name() + ".md",
                    Level.WARNING,
                    "alert-not-named",
                    "The rule " + rule.alert() + " leads here, and the document does not name it."));
        }
        if (rule.severity() != null
                && runbook.severity() != null
                && !rule.severity().equalsIgnoreCase(runbook.severity())) {
            findings.add(new LintFinding(
                    runbook.name() + ".md",
                    Level.WARNING,
                    "severity-differs",
                    "The rule " + rule.alert() + " is " + rule.severity() + ", the document says " + runbook.severity()
                            + "."));
        }
        return findings;
    }

    /// The same alert in two documents: only one of them will ever be opened.
    private List<LintFinding> twice() {
        var first = new HashMap<String, Document>();
        var findings = new ArrayList<LintFinding>();
        for (var document : shelf.runbooks()) {
            for (var alert : document.runbook().alerts()) {
                var other = first.putIfAbsent(alert, document);
                if (other != null && other != document) {
                    findings.add(new LintFinding(
                            document.file().path(),
                            Level.ERROR,
                            "alert-twice",
                            other.file().path() + " is for " + alert + " too."));
                }
            }
        }
        return findings;
    }

    private static List<LintFinding> sorted(List<LintFinding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(LintFinding::level).thenComparing(LintFinding::file))
                .toList();
    }
}
