package dev.vigia.alerts.ui;

import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.platform.ui.NavigationCount;
import dev.vigia.platform.ui.Tone;
import java.util.Set;
import org.springframework.stereotype.Component;

/// How many alerts fire that nobody has, for the navigation.
@Component
class AlertCount implements NavigationCount {

    private static final AlertQuery FIRING =
            new AlertQuery(Set.of(AlertState.FIRING), LabelMatchers.ALL, null, null, null);

    private final AlertInbox inbox;

    AlertCount(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Class<AlertsView> view() {
        return AlertsView.class;
    }

    @Override
    public Count count() {
        var board = inbox.board(FIRING, 1, null);
        long firing = board.counts().getOrDefault(AlertState.FIRING, 0L);
        var worst = board.rows().stream()
                .findFirst()
                .map(row -> AlertWords.tone(row.episode()))
                .orElse(Tone.NEUTRAL);
        return new Count(firing, worst, firing + (firing == 1 ? " alert fires" : " alerts fire") + " that nobody has");
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(AlertInbox.TOPIC);
    }
}
