package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.vigia.alerts.AlertBoard.Hour;
import java.util.List;
import java.util.stream.Collectors;

/// For how much of each of the last 24 hours an alert fired, drawn in the browser.
@Tag("vigia-spark")
class Sparkline extends Component {

    Sparkline(List<Hour> hours) {
        getElement().setAttribute("role", "img");
        show(hours);
    }

    final void show(List<Hour> hours) {
        getElement()
                .setAttribute(
                        "minutes",
                        hours.stream()
                                .map(hour -> String.valueOf(hour.minutes()))
                                .collect(Collectors.joining(",")));
        var starts = hours.stream().mapToInt(Hour::starts).sum();
        var words = starts == 0
                ? "has not begun to fire in the last 24 hours"
                : "began to fire " + starts + (starts == 1 ? " time" : " times") + " in the last 24 hours";
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
    }
}
