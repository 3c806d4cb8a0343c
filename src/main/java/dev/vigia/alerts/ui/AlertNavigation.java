package dev.vigia.alerts.ui;

import com.vaadin.flow.component.UI;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.EpisodeId;
import java.util.EnumSet;

/// The ways to the inbox, as addresses inside the application, relative to its root.
public final class AlertNavigation {

    static final String PATH = "alerts";
    static final String STATISTICS = PATH + "/statistics";

    static final String DELIVERIES = PATH + "/deliveries";

    private AlertNavigation() {}

    public static String toInbox() {
        return PATH;
    }

    /// The inbox with the alert open, whatever its state.
    public static String toEpisode(EpisodeId id) {
        return PATH + "?alert=" + id;
    }

    /// The inbox with every alert of a name, over or not.
    static String toAllNamed(String name) {
        var all = new InboxState(EnumSet.allOf(AlertState.class), "", null, null).withLabel("alertname", name);
        return PATH + "?" + all.toParameters().getQueryString();
    }

    static String toStatistics() {
        return STATISTICS;
    }

    static String toDeliveries() {
        return DELIVERIES;
    }

    static void to(StatisticsState state) {
        UI.getCurrentOrThrow().navigate(AlertStatisticsView.class, state.toParameters());
    }

    static void to(InboxState state) {
        UI.getCurrentOrThrow().navigate(AlertsView.class, state.toParameters());
    }
}
