package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftReport;
import dev.vigia.platform.ui.Tone;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How drift is spoken of; above all, what is not known.
final class DriftWords {

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("ks", "Kolmogorov–Smirnov p"),
            Map.entry("chisquare", "χ² p"),
            Map.entry("z", "Z-test p"),
            Map.entry("anderson", "Anderson–Darling p"),
            Map.entry("es", "Epps–Singleton p"),
            Map.entry("fisher_exact", "Fisher's exact p"),
            Map.entry("g_test", "G-test p"),
            Map.entry("mannw", "Mann–Whitney p"),
            Map.entry("t_test", "t-test p"),
            Map.entry("cramer_von_mises", "Cramér–von Mises p"),
            Map.entry("psi", "PSI"),
            Map.entry("kl_div", "Kullback–Leibler"),
            Map.entry("jensenshannon", "Jensen–Shannon"),
            Map.entry("wasserstein", "Wasserstein (normed)"),
            Map.entry("hellinger", "Hellinger"),
            Map.entry("ed", "Energy distance"),
            Map.entry("abs_text_content_drift", "Text content drift"),
            Map.entry("perc_text_content_drift", "Text content drift, percentile"));

    private static final double SMALL = 0.001;

    private DriftWords() {}

    static Tone tone(DriftAction action) {
        return switch (action) {
            case WATCH -> Tone.OK;
            case LOOK -> Tone.WARN;
            case RETRAIN -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
        };
    }

    static String action(DriftAction action) {
        return switch (action) {
            case WATCH -> "Keep watching";
            case LOOK -> "Look into it within 48 h";
            case RETRAIN -> "Retrain now";
            case UNKNOWN -> "Share unknown";
        };
    }

    /// Neither 0 % nor 100 % unless it is so exactly.
    static String percent(double share) {
        var percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "< 0.1 %";
        }
        if (percent < 100 && percent > 99.9) {
            return "> 99.9 %";
        }
        var text = String.format(Locale.ROOT, "%.1f", percent);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    static Span share(@Nullable Double share) {
        return known(share == null ? null : percent(share), "the report does not say of how many columns");
    }

    /// @param why nothing is known, shown on hover
    static Span known(@Nullable String words, String why) {
        var span = new Span(words == null ? "unknown" : words);
        if (words == null) {
            span.addClassName("not-known");
            span.setTitle(why);
        }
        return span;
    }

    /// What a report says, in one sentence.
    static String sentence(DriftReport report) {
        var drifted = report.driftedColumns();
        var tested = report.testedColumns();
        if (drifted == null) {
            return report.share() == null
                    ? "The report does not say how many columns drifted."
                    : percent(report.share()) + " of the columns drifted.";
        }
        if (tested == null) {
            return drifted + (drifted == 1 ? " column" : " columns")
                    + " drifted; of how many, the report does not say.";
        }
        return drifted + " of " + tested + (tested == 1 ? " column" : " columns") + " drifted.";
    }

    /// The report's own verdict.
    static String verdict(@Nullable Boolean datasetDrift, @Nullable Double driftShare) {
        var limit = driftShare == null ? "" : ", by its own limit of " + percent(driftShare);
        if (datasetDrift == null) {
            return "The report gives no verdict of its own.";
        }
        return (datasetDrift ? "The report calls it drift" : "The report does not call it drift") + limit + ".";
    }

    static String method(@Nullable String id) {
        return id == null ? "–" : METHODS.getOrDefault(id, id);
    }

    static String type(@Nullable String type) {
        return switch (String.valueOf(type)) {
            case "num" -> "number";
            case "cat" -> "category";
            case "null" -> "–";
            default -> String.valueOf(type);
        };
    }

    static String number(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        if (value.isNaN()) {
            return "NaN";
        }
        if (value.isInfinite()) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value != 0 && Math.abs(value) < SMALL) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        var text = String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
