package dev.vigia.overview.ui;

import dev.vigia.overview.signals.SignalReport;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the screens say about golden signals.
final class SignalWords {

    private static final MathContext SHOWN = new MathContext(3);

    private SignalWords() {}

    static String title(Signal signal) {
        return switch (signal) {
            case LATENCY_P50 -> "Latency P50";
            case LATENCY_P95 -> "Latency P95";
            case LATENCY_P99 -> "Latency P99";
            case TRAFFIC -> "Traffic";
            case ERRORS -> "Errors";
            case CPU -> "CPU";
            case MEMORY -> "Memory";
            case DRIFT -> "Data drift";
            case PREDICTION_DRIFT -> "Prediction drift";
            case MODEL_DECAY -> "Model decay";
        };
    }

    static String brief(Signal signal) {
        return switch (signal) {
            case LATENCY_P50 -> "P50";
            case LATENCY_P95 -> "P95";
            case LATENCY_P99 -> "P99";
            case CPU -> "CPU";
            case TRAFFIC, ERRORS, MEMORY, DRIFT, PREDICTION_DRIFT, MODEL_DECAY ->
                title(signal).toLowerCase(Locale.ROOT);
        };
    }

    static String state(State state) {
        return switch (state) {
            case ALERT -> "Alert";
            case UNKNOWN -> "Unknown";
            case OFF_TARGET -> "Off target";
            case GOOD -> "Good";
            case WATCHED -> "No limit";
        };
    }

    static Tone tone(State state) {
        return switch (state) {
            case ALERT -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
            case OFF_TARGET -> Tone.WARN;
            case GOOD -> Tone.OK;
            case WATCHED -> Tone.NEUTRAL;
        };
    }

    static String number(Signal signal, @Nullable Double number) {
        if (number == null) {
            return "–";
        }
        return switch (signal.unit()) {
            case SECONDS -> Math.abs(number) < 1 ? digits(number * 1000) + " ms" : digits(number) + " s";
            case PER_SECOND -> digits(number) + "/s";
            case RATIO -> digits(number * 100) + " %";
            case SCORE -> digits(number);
        };
    }

    /// Three that count.
    private static String digits(double number) {
        if (number == 0 || Math.abs(number) < 1e-6) {
            return "0";
        }
        var rounded = new BigDecimal(number).round(SHOWN).stripTrailingZeros();
        return rounded.toPlainString().replace("-", "−");
    }

    static String limits(Signals.Rule rule) {
        var limits = new ArrayList<String>();
        if (rule.target() != null) {
            limits.add("target " + number(rule.signal(), rule.target()));
        }
        if (rule.alert() != null) {
            limits.add("alert above " + number(rule.signal(), rule.alert()));
        }
        return limits.isEmpty() ? "no limit" : String.join(" · ", limits);
    }

    /// Such as `Errors 3.4 %`.
    static String said(SignalReport report) {
        return title(report.rule().signal()) + " " + number(report.rule().signal(), report.number());
    }
}
