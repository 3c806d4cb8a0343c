package dev.vigia.runbooks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The linter for where nothing of Vigía runs, such as someone's CI.
public final class RunbookLint {

    private RunbookLint() {}

    /// @param rules Prometheus' rule files; without any, nothing is said about alerts that lack a runbook
    /// @return worst first
    /// @throws IOException with a sentence for people if a rule file cannot be read
    public static List<LintFinding> lint(List<RunbookFile> files, List<Path> rules, LocalDate today)
            throws IOException {
        var shelf = new Shelf(
                files.stream().map(file -> Document.of(file, "a folder")).toList());
        var linter = new Linter(shelf, KnownFacts.SHIPPED, today);
        if (rules.isEmpty()) {
            return linter.findings();
        }
        var all = new ArrayList<AlertRule>();
        for (var file : rules) {
            all.addAll(RuleFiles.read(file));
        }
        return linter.findings(all);
    }
}
