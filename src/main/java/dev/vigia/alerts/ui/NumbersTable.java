package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertStatistics.Numbers;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The numbers of several alerts, projects or severities, a row each.
class NumbersTable extends Div {

    private static final List<String> COLUMNS =
            List.of("Alerts", "Time to acknowledge", "Time to resolve", "With runbook", "Noise");

    <K> NumbersTable(String of, Map<K, Numbers> rows, Function<K, Component> name) {
        addClassNames("card", "projects-table", "numbers-table");
        var table = new NativeTable();
        var head = new NativeTableRow(new NativeTableHeaderCell(of));
        COLUMNS.forEach(column -> head.add(new NativeTableHeaderCell(column)));
        table.getHead().add(head);
        rows.forEach((key, numbers) -> {
            var title = new NativeTableHeaderCell(name.apply(key));
            title.getElement().setAttribute("scope", "row");
            if (numbers.isFlapping()) {
                var flapping = new StatusBadge(Tone.WARN, "flapping");
                flapping.setTitle(numbers.flaps() + " of " + numbers.episodes()
                        + " times it began within an hour after the time before");
                title.add(flapping);
            }
            var row = new NativeTableRow(title);
            cells(numbers).forEach(row::add);
            table.getBody().add(row);
        });
        add(table);
    }

    private static List<NativeTableCell> cells(Numbers numbers) {
        var values = List.of(
                new Span(String.valueOf(numbers.episodes())),
                StatisticsWords.known(StatisticsWords.duration(numbers.timeToAcknowledge()), "nobody acknowledged any"),
                StatisticsWords.known(StatisticsWords.duration(numbers.timeToResolve()), "none is over"),
                StatisticsWords.known(StatisticsWords.share(numbers.withRunbook()), "there was no alert"),
                StatisticsWords.known(StatisticsWords.share(numbers.noise()), "nobody marked any"));
        return IntStream.range(0, values.size())
                .mapToObj(at -> {
                    var cell = new NativeTableCell(values.get(at));
                    cell.getElement().setAttribute("data-title", COLUMNS.get(at));
                    return cell;
                })
                .toList();
    }
}
