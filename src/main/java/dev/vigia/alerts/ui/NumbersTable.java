package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertStatistics.Numbers;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The numbers of several alerts, projects or severities, a row each.
class NumbersTable extends RowTable {

    private static final List<String> COLUMNS =
            List.of("Alerts", "Time to acknowledge", "Time to resolve", "With runbook", "Noise");

    <K> NumbersTable(String of, Map<K, Numbers> rows, Function<K, Component> name) {
        super(of, COLUMNS);
        addClassName("numbers-table");
        rows.forEach((key, numbers) -> row(title(name.apply(key), numbers), cells(numbers)));
    }

    private static Component title(Component name, Numbers numbers) {
        if (!numbers.isFlapping()) {
            return name;
        }
        var flapping = new StatusBadge(Tone.WARN, "flapping");
        flapping.setTitle(
                numbers.flaps() + " of " + numbers.episodes() + " times it began within an hour after the time before");
        return new Span(name, flapping);
    }

    private static List<Component> cells(Numbers numbers) {
        return List.of(
                new Span(String.valueOf(numbers.episodes())),
                StatisticsWords.known(StatisticsWords.duration(numbers.timeToAcknowledge()), "nobody acknowledged any"),
                StatisticsWords.known(StatisticsWords.duration(numbers.timeToResolve()), "none is over"),
                StatisticsWords.known(StatisticsWords.share(numbers.withRunbook()), "there was no alert"),
                StatisticsWords.known(StatisticsWords.share(numbers.noise()), "nobody marked any"));
    }
}
