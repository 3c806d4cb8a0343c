package dev.vigia.integrity;

import java.util.List;

/// Answers every check of one version tag. Pure: the same subject gives the same findings.
final class Judge {

    /// Raise it when a check starts to answer differently: every stored row is then judged anew at start.
    static final int RULES = 2;

    private Judge() {}

    static List<Finding> findings(Subject subject) {
        var tag = subject.tag();
        var tree = subject.tree();
        var run = RunChecks.linked(subject);
        return List.of(
                TagCheck.of(tag),
                TrackingCheck.of(tree),
                DataCheck.of(tree, subject.data(), subject.now()),
                RunChecks.linkedCheck(subject),
                RunChecks.complete(run),
                RunChecks.sameCode(tag.commit(), run),
                ValueChecks.sameMetrics(tree, run, subject.matching().metrics()),
                ValueChecks.sameParams(tree, run, subject.matching().params()),
                Finding.of(CheckKind.REPRODUCED, Outcome.NOT_APPLICABLE, Code.REPRODUCTION_NOT_RECORDED),
                KpiCheck.of(subject.kpis()));
    }

    static Outcome verdict(List<Finding> findings) {
        return Outcome.worst(findings.stream().map(Finding::outcome).toList());
    }

    /// The finding that decided the verdict: the first of the worst ones, in the order of the checks.
    static Finding deciding(List<Finding> findings) {
        var worst = verdict(findings);
        return findings.stream()
                .filter(finding -> finding.outcome() == worst)
                .findFirst()
                .orElseThrow();
    }
}
