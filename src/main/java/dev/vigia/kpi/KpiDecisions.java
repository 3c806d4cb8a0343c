package dev.vigia.kpi;

import dev.vigia.platform.AuditLog;
import dev.vigia.platform.LogLine;
import dev.vigia.platform.MetricText;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import dev.vigia.runs.RunId;
import dev.vigia.versions.TagName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What people decide about KPIs: limits, baselines, candidates. Each is in the audit log with its reason, and
/// counts at once.
@Service
public class KpiDecisions {

    private final KpiRules rules;
    private final BaselineStore baselines;
    private final BaselineFinder finder;
    private final Deriving deriving;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    KpiDecisions(
            KpiRules rules,
            BaselineStore baselines,
            BaselineFinder finder,
            Deriving deriving,
            AuditLog audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.rules = rules;
        this.baselines = baselines;
        this.finder = finder;
        this.deriving = deriving;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// Sets thresholds by hand; they count instead of the configured ones.
    ///
    /// @param thresholds null for "as configured again"
    /// @throws UnknownKpiException if the project has no such KPI
    /// @throws IllegalArgumentException if two are of one kind and severity, or a number can be no limit
    public void setThresholds(
            ProjectKey project, String kpi, @Nullable List<Threshold> thresholds, String by, String why) {
        rules.require(project, kpi);
        if (thresholds != null) {
            check(thresholds);
        }
        transaction.executeWithoutResult(_ -> {
            rules.add(project, new ThresholdEdit(kpi, thresholds, now(), by, why));
            audit.record(
                    by,
                    "kpi-thresholds-set",
                    project + "/" + kpi,
                    described(thresholds) + ": " + why,
                    Map.of(LogLine.PROJECT, project, LogLine.KPI, kpi));
        });
        deriving.drain(project);
    }

    private static void check(List<Threshold> thresholds) {
        if (thresholds.stream().map(Threshold::rule).distinct().count() != thresholds.size()) {
            throw new IllegalArgumentException("expected one threshold of each kind and severity");
        }
        for (var threshold : thresholds) {
            if (!Double.isFinite(threshold.number()) || threshold.kind().isRelative() && threshold.number() <= 0) {
                throw new IllegalArgumentException(threshold.kind().text() + " is " + threshold.number() + "; expected "
                        + (threshold.kind().isRelative() ? "a number above 0" : "a number"));
            }
        }
    }

    private static String described(@Nullable List<Threshold> thresholds) {
        if (thresholds == null) {
            return "as configured";
        }
        return thresholds.isEmpty()
                ? "none"
                : thresholds.stream()
                        .map(each -> each.kind().text() + " " + MetricText.of(each.number()) + " "
                                + each.severity().text())
                        .collect(Collectors.joining(", "));
    }

    /// Compares what comes next with this version.
    ///
    /// @return empty if there is no such version
    public Optional<Baseline> chooseBaseline(ProjectKey project, TagName version, String by, String why) {
        return finder.version(project, version).map(found -> choose(project, found, by, why));
    }

    /// Compares what comes next with this run.
    ///
    /// @return empty if there is no such run, or it did not finish
    public Optional<Baseline> chooseBaseline(ProjectKey project, RunId run, String by, String why) {
        return finder.run(project, run).map(found -> choose(project, found, by, why));
    }

    private Baseline choose(ProjectKey project, BaselineFinder.Found found, String by, String why) {
        transaction.executeWithoutResult(_ -> {
            baselines.add(project, found.model(), false, found.baseline(), now(), by, why);
            audit.record(
                    by,
                    "kpi-baseline-set",
                    project.value(),
                    found.baseline().name() + ": " + why,
                    Map.of(LogLine.PROJECT, project));
        });
        deriving.drain(project);
        return found.baseline();
    }

    /// Gives the word back to the configured rule.
    ///
    /// @param model empty where tags name none
    public void followRule(ProjectKey project, String model, String by, String why) {
        transaction.executeWithoutResult(_ -> {
            baselines.add(project, model, false, null, now(), by, why);
            audit.record(by, "kpi-baseline-by-rule", project.value(), why, Map.of(LogLine.PROJECT, project));
        });
        deriving.drain(project);
    }

    /// Marks a run as one that may become a version, or takes the mark away.
    public void candidate(ProjectKey project, RunId run, boolean candidate, String by) {
        transaction.executeWithoutResult(_ -> {
            if (baselines.candidate(project, run.value(), candidate, now(), by)) {
                audit.record(
                        by,
                        candidate ? "kpi-candidate" : "kpi-candidate-taken-back",
                        project + "/" + run.value(),
                        "",
                        Map.of(LogLine.PROJECT, project, LogLine.RUN, run));
            }
        });
        deriving.announce(project);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
