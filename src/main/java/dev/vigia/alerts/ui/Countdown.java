package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.vigia.alerts.ResponseClock;

/// "2:10 left" or "overdue 5 min", ticking in the browser.
@Tag("vigia-countdown")
class Countdown extends Component {

    Countdown(ResponseClock clock) {
        getElement().setAttribute("due", clock.due().toString());
        getElement().setAttribute("title", "Respond within " + AlertWords.duration(clock.responseTime()));
    }
}
