package dev.vigia.overview.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.vigia.overview.signals.SignalReport;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a signal went lately, as a line with its limits, drawn in the browser.
@Tag("vigia-trend")
class SignalTrend extends Component {

    SignalTrend() {
        getElement().setAttribute("role", "img");
    }

    void show(SignalReport report) {
        var rule = report.rule();
        var numbers = report.trend().numbers();
        attribute("target", rule.target());
        attribute("alert", rule.alert());
        var words = words(report);
        getElement().setAttribute("aria-label", words).setAttribute("title", words);
        getElement()
                .setAttribute(
                        "numbers",
                        numbers.stream()
                                .map(number -> number.isNaN() ? "" : number.toString())
                                .collect(Collectors.joining(",")));
    }

    private void attribute(String name, @Nullable Double value) {
        if (value == null) {
            getElement().removeAttribute(name);
        } else {
            getElement().setAttribute(name, value.toString());
        }
    }

    private static String words(SignalReport report) {
        var signal = report.rule().signal();
        var trend = report.trend();
        var known = trend.numbers().stream().filter(number -> !number.isNaN()).toList();
        if (known.isEmpty()) {
            return "nothing is known of how it went";
        }
        var hours = trend.step().multipliedBy(trend.numbers().size() - 1L).toMinutes() / 60.0;
        return "over "
                + (hours == Math.rint(hours) ? String.valueOf((long) hours) : String.format(Locale.ROOT, "%.1f", hours))
                + " h between "
                + SignalWords.number(
                        signal, known.stream().min(Double::compareTo).orElseThrow()) + " and "
                + SignalWords.number(
                        signal, known.stream().max(Double::compareTo).orElseThrow());
    }
}
