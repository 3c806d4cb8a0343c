package dev.vigia.alerts;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// How many alerts stand where. Those that are over are counted as they come in, by the intake.
@Component
class AlertMetrics implements MetricSource {

    private static final EnumSet<AlertState> OPEN = EnumSet.complementOf(EnumSet.of(AlertState.RESOLVED));

    private final AlertInbox inbox;

    AlertMetrics(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public List<MetricFamily> families() {
        var alerts = MetricFamily.of("vigia_alerts", "Alerts that are not over, by their state", "state");
        var counts = inbox.board(new AlertQuery(OPEN, LabelMatchers.ALL, null, null, null), 1, null)
                .counts();
        OPEN.forEach(
                state -> alerts.add(counts.getOrDefault(state, 0L), state.name().toLowerCase(Locale.ROOT)));
        return List.of(alerts);
    }
}
