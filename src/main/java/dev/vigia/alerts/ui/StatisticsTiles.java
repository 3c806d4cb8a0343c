package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertStatistics.Day;
import dev.vigia.alerts.AlertStatistics.Numbers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The five numbers that say how it is, each with what it rests on.
class StatisticsTiles extends Div {

    StatisticsTiles(Numbers numbers, List<Day> days) {
        addClassName("tiles");
        var episodes = numbers.episodes();
        var known = days.stream().filter(day -> day.episodes() != null).count();
        add(tile(
                "Alerts",
                String.valueOf(episodes),
                "",
                String.format(Locale.ROOT, "%.1f", (double) episodes / Math.max(1, known)) + " a day"));
        add(tile(
                "Time to acknowledge",
                StatisticsWords.duration(numbers.timeToAcknowledge()),
                "nobody acknowledged any",
                "mean of " + of(numbers.acknowledged(), episodes, "acknowledged")));
        add(tile(
                "Time to resolve",
                StatisticsWords.duration(numbers.timeToResolve()),
                "none is over",
                "mean of " + of(numbers.ended(), episodes, "over")));
        add(tile("With runbook", StatisticsWords.share(numbers.withRunbook()), "there was no alert", "of all alerts"));
        add(tile(
                "Noise",
                StatisticsWords.share(numbers.noise()),
                "nobody marked any",
                "of " + of(numbers.marked(), episodes, "marked useful or noise")));
    }

    private static String of(long some, long all, String what) {
        return some + " of " + all + " " + what;
    }

    private static Div tile(String label, @Nullable String value, String whyUnknown, String restsOn) {
        var name = new Span(label);
        name.addClassName("tile-label");
        var number = StatisticsWords.known(value, whyUnknown);
        number.addClassName("tile-value");
        var basis = new Span(value == null ? whyUnknown : restsOn);
        basis.addClassName("secondary");
        var tile = new Div(name, number, basis);
        tile.addClassNames("card", "tile");
        return tile;
    }
}
