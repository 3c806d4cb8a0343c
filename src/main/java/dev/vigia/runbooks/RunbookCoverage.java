package dev.vigia.runbooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which alerts have a runbook, and which runbooks an alert.
///
/// @param alerts those without a runbook first
/// @param runbooks those that nothing leads to first
/// @param rules how many alert rules are known; without any, only alerts that fired count
/// @param mistakes of rule files that could not be read
public record RunbookCoverage(List<Alert> alerts, List<Page> runbooks, int rules, List<String> mistakes) {

    /// @param ruled whether a rule raises it
    /// @param episodes how often it fired lately
    /// @param runbook its document's name; null if it has none in the library
    /// @param link to a page elsewhere, if it has only that
    public record Alert(
            String alertname,
            boolean ruled,
            long episodes,
            @Nullable Instant lastSeen,
            @Nullable String runbook,
            @Nullable String link) {

        public boolean covered() {
            return runbook != null || link != null;
        }
    }

    /// @param ruled whether a rule raises an alert that leads to it
    /// @param episodes how often one of its alerts fired lately
    public record Page(
            RunbookSummary runbook,
            boolean ruled,
            long episodes,
            @Nullable Instant lastSeen) {

        public boolean used() {
            return ruled || episodes > 0;
        }
    }

    public long uncovered() {
        return alerts.stream().filter(alert -> !alert.covered()).count();
    }
}
