package dev.vigia.kpi.ui;

import dev.vigia.kpi.KpiBreach;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.MetricText;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Kpi;
import dev.vigia.projects.Threshold;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How KPIs, limits and their state are called and coloured on the screens.
final class KpiWords {

    /// Names that people say for the usual ones; any other is called as it is configured.
    private static final Map<String, String> TITLES =
            Map.of("rmse", "RMSE", "qwk", "QWK", Kpi.TRAIN_TIME, "Training time", Kpi.DATA_DRIFT, "Data drift");

    private KpiWords() {}

    static String title(Kpi kpi) {
        return title(kpi.name());
    }

    static String title(String kpi) {
        return TITLES.getOrDefault(kpi, kpi);
    }

    static String direction(Kpi kpi) {
        return kpi.better() == Kpi.Better.LOWER ? "lower is better" : "higher is better";
    }

    /// With its unit.
    static String value(Kpi kpi, double value) {
        var text = MetricText.of(value);
        return kpi.unit().isEmpty() || !Double.isFinite(value) ? text : text + " " + kpi.unit();
    }

    /// Such as `+16 %`; empty where it cannot be told.
    static String delta(@Nullable Double delta) {
        if (delta == null) {
            return "";
        }
        var percent = delta * 100;
        var size = Math.abs(percent);
        var text = size >= 1000 ? "> 1000" : String.format(Locale.ROOT, size < 10 && size > 0 ? "%.1f" : "%.0f", size);
        return (percent < 0 ? "−" : "+") + text + " %";
    }

    /// Whether a change in this direction is for the worse.
    static boolean isWorse(Kpi kpi, double delta) {
        return kpi.better() == Kpi.Better.LOWER ? delta > 0 : delta < 0;
    }

    static Tone tone(KpiStatus status) {
        return switch (status.state()) {
            case BREACH -> tone(status.breaches().getFirst());
            case WITHIN -> Tone.OK;
            case NOT_HELD, NO_SAMPLES -> Tone.NEUTRAL;
        };
    }

    static Tone tone(KpiBreach breach) {
        return switch (breach.severity()) {
            case CRITICAL -> Tone.BAD;
            case WARNING -> Tone.WARN;
            case INFO -> Tone.NEUTRAL;
        };
    }

    static String state(KpiStatus status) {
        return switch (status.state()) {
            case BREACH -> status.breaches().getFirst().limit() == null ? "Not a number" : "Breach";
            case WITHIN -> status.isNear() ? "Within, near its limit" : "Within";
            case NOT_HELD -> status.kpi().thresholds().isEmpty() ? "No limit" : "No baseline yet";
            case NO_SAMPLES -> "No samples";
        };
    }

    static String rule(Threshold threshold) {
        var number = MetricText.of(threshold.number());
        return switch (threshold.kind()) {
            case ABOVE -> "above " + number;
            case BELOW -> "below " + number;
            case ABOVE_BASELINE_RATIO -> "above " + number + " × baseline";
            case BELOW_BASELINE_RATIO -> "below " + number + " × baseline";
        };
    }
}
