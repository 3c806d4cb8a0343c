package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertStatistics.Day;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Alerts per day, drawn in the browser, with what one must read off it said in words.
class DayChart extends Div {

    DayChart(List<Day> days) {
        addClassNames("card", "day-chart");
        var known = days.stream().map(Day::episodes).filter(Objects::nonNull).toList();
        var most = known.stream().mapToLong(Long::longValue).max().orElse(0);
        var unknown = days.size() - known.size();
        var words = "at most " + most + " on a day"
                + (unknown == 0 ? "" : " · nothing is known of " + unknown + (unknown == 1 ? " day" : " days"));
        var said = new Span(words);
        said.addClassName("secondary");
        var head = new Div(new H2("Alerts per day"), said);
        head.addClassName("day-chart-head");
        var ends = new Div(
                new Span(days.getFirst().day().toString()),
                new Span(days.getLast().day() + " UTC"));
        ends.addClassNames("day-chart-ends", "secondary");
        add(head, new Bars(days, words), ends);
    }

    @Tag("vigia-days")
    private static class Bars extends Component {
        Bars(List<Day> days, String words) {
            getElement().setAttribute("role", "img");
            getElement().setAttribute("aria-label", "Alerts per day: " + words);
            getElement().setAttribute("first", days.getFirst().day().toString());
            getElement()
                    .setAttribute(
                            "counts",
                            days.stream()
                                    .map(day -> day.episodes() == null
                                            ? "?"
                                            : day.episodes().toString())
                                    .collect(Collectors.joining(",")));
        }
    }
}
