package dev.vigia.runbooks;

import java.util.Set;

/// The alerts that Vigía raises itself: no rule of Prometheus does, and yet a runbook for one is of use.
final class KnownAlerts {

    static final Set<String> OWN = Set.of(
            "VigiaSourceStale",
            "VigiaAlertmanagerUnreachable",
            "VigiaWatchdogMissing",
            "VigiaVersionBroken",
            "VigiaTrainingSlow",
            "VigiaVersionsBroken");

    private KnownAlerts() {}
}
