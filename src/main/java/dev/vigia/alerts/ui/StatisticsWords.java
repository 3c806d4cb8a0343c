package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the statistics say things; above all, what is not known.
final class StatisticsWords {

    private StatisticsWords() {}

    /// @param why nothing is known, shown on hover
    static Span known(@Nullable String words, String why) {
        var span = new Span(words == null ? "unknown" : words);
        if (words == null) {
            span.addClassName("not-known");
            span.setTitle(why);
        }
        return span;
    }

    static @Nullable String duration(@Nullable Duration duration) {
        if (duration == null) {
            return null;
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2
                ? both(duration.toHours(), "h", duration.toMinutesPart(), "min")
                : both(duration.toDays(), "d", duration.toHoursPart(), "h");
    }

    private static String both(long large, String unit, int small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /// Neither 0 % nor 100 % unless it is so exactly.
    static @Nullable String share(@Nullable Double share) {
        if (share == null) {
            return null;
        }
        var percent = Math.round(share * 100);
        if (percent == 0 && share > 0) {
            return "< 1 %";
        }
        return percent == 100 && share < 1 ? "> 99 %" : percent + " %";
    }
}
