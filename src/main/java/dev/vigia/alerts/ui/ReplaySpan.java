package dev.vigia.alerts.ui;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Asks which deliveries to take in once more: those of the last hour, unless one says otherwise.
class ReplaySpan extends Div {

    private final DateTimePicker from = new DateTimePicker("From (UTC)");
    private final DateTimePicker to = new DateTimePicker("To (UTC)");

    ReplaySpan(Clock clock) {
        addClassName("replay-span");
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        from.setStep(Duration.ofMinutes(1));
        to.setStep(Duration.ofMinutes(1));
        from.setValue(now.minusHours(1));
        to.setValue(now);
        add(
                new Paragraph(
                        "Takes in once more what was delivered in this time. What is known already stays as it is;"
                                + " what is missing is made up for."),
                from,
                to);
    }

    record Span(Instant from, Instant to) {}

    /// Empty unless both are given and in order.
    Optional<Span> chosen() {
        var begin = from.getValue();
        var end = to.getValue();
        return begin == null || end == null || !begin.isBefore(end)
                ? Optional.empty()
                : Optional.of(new Span(begin.toInstant(ZoneOffset.UTC), end.toInstant(ZoneOffset.UTC)));
    }
}
