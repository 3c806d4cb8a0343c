package dev.vigia.projects;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What tells whether a service that answers with a model's predictions does well: the four golden signals, and three
/// of its model. More is worse for all of them but the traffic, which is only watched.
public enum Signal {
    LATENCY_P50(Unit.SECONDS, null, null, "high-latency"),
    LATENCY_P95(Unit.SECONDS, null, null, "high-latency"),
    LATENCY_P99(Unit.SECONDS, 0.1, 0.2, "high-latency"),
    TRAFFIC(Unit.PER_SECOND, null, null, "service-down"),
    ERRORS(Unit.RATIO, 0.001, 0.01, "high-error-rate"),
    CPU(Unit.RATIO, null, 0.8, "high-latency"),
    MEMORY(Unit.RATIO, null, 0.85, "service-down"),
    /// Less than a tenth of the columns asks for nothing; from 0.15 on the alert DataDriftDetected fires.
    DRIFT(Unit.RATIO, 0.1, 0.15, "data-drift"),
    PREDICTION_DRIFT(Unit.SCORE, 0.1, 0.2, "data-drift"),
    /// By what part the worst quality is below its baseline; from a tenth on the alert ModelDegradation fires.
    MODEL_DECAY(Unit.RATIO, 0.05, 0.1, "model-degradation");

    /// What its numbers are, as Prometheus gives them.
    public enum Unit {
        SECONDS,
        PER_SECOND,
        /// 1 is the whole.
        RATIO,
        /// A distance from 0 to 1 that is no part of anything.
        SCORE
    }

    private final Unit unit;
    private final @Nullable Double target;
    private final @Nullable Double alert;
    private final String runbook;

    Signal(Unit unit, @Nullable Double target, @Nullable Double alert, String runbook) {
        this.unit = unit;
        this.target = target;
        this.alert = alert;
        this.runbook = runbook;
    }

    public Unit unit() {
        return unit;
    }

    /// As in the settings, such as `latency-p99`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Signal> of(String text) {
        return Stream.of(values())
                .filter(signal -> signal.text().equals(text.strip()))
                .findFirst();
    }

    /// Up to here all is well, where nothing else is set.
    @Nullable
    Double usualTarget() {
        return target;
    }

    /// From here on somebody has to act, where nothing else is set.
    @Nullable
    Double usualAlert() {
        return alert;
    }

    /// The name of the document that says what to do, where nothing else is set.
    String usualRunbook() {
        return runbook;
    }
}
