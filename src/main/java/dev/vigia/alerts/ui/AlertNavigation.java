package dev.vigia.alerts.ui;

import com.vaadin.flow.component.UI;
import dev.vigia.alerts.EpisodeId;

/// The ways to the inbox, as addresses inside the application, relative to its root.
public final class AlertNavigation {

    static final String PATH = "alerts";

    private AlertNavigation() {}

    public static String toInbox() {
        return PATH;
    }

    /// The inbox with the alert open, whatever its state.
    public static String toEpisode(EpisodeId id) {
        return PATH + "?alert=" + id;
    }

    static void to(InboxState state) {
        UI.getCurrentOrThrow().navigate(AlertsView.class, state.toParameters());
    }
}
