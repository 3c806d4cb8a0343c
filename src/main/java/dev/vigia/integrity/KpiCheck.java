package dev.vigia.integrity;

import org.jspecify.annotations.Nullable;

/// Whether the version's KPIs are within their limits.
final class KpiCheck {

    private KpiCheck() {}

    /// @param kpis null before they were compared
    static Finding of(Evidence.@Nullable Kpis kpis) {
        if (kpis == null) {
            return Finding.of(CheckKind.KPI_WITHIN_LIMITS, Outcome.NOT_APPLICABLE, Code.KPIS_NOT_COMPARED);
        }
        var worst = kpis.breaches().stream()
                .map(breach -> outcome(breach.severity()))
                .max(Outcome::compareTo)
                .orElse(Outcome.PASS);
        if (worst.isProblem()) {
            return new Finding(CheckKind.KPI_WITHIN_LIMITS, worst, Code.KPI_BREACH, kpis);
        }
        return kpis.compared() == 0
                ? new Finding(CheckKind.KPI_WITHIN_LIMITS, Outcome.NOT_APPLICABLE, Code.NO_KPIS, kpis)
                : new Finding(CheckKind.KPI_WITHIN_LIMITS, Outcome.PASS, Code.KPIS_WITHIN_LIMITS, kpis);
    }

    private static Outcome outcome(String severity) {
        return switch (severity) {
            case "critical" -> Outcome.FAIL;
            case "warning" -> Outcome.WARN;
            default -> Outcome.PASS;
        };
    }
}
