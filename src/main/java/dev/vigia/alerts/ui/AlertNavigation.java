package dev.vigia.alerts.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.LabelMatchers;
import java.util.EnumSet;

/// The ways to the inbox, as addresses inside the application, relative to its root.
public final class AlertNavigation {

    static final String PATH = "alerts";
    static final String STATISTICS = PATH + "/statistics";
    static final String SILENCES = PATH + "/silences";
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

    /// The inbox with what is open and has the label.
    static String toLabelled(String label, String value) {
        return PATH + "?"
                + InboxState.START.withLabel(label, value).toParameters().getQueryString();
    }

    static void to(StatisticsState state) {
        UI.getCurrentOrThrow().navigate(AlertStatisticsView.class, state.toParameters());
    }

    /// The inbox with all that is open and matches, what is held back too.
    static String toAll(LabelMatchers matchers) {
        return address(
                new InboxState(EnumSet.complementOf(EnumSet.of(AlertState.RESOLVED)), matchers.text(), null, null));
    }

    /// The inbox as it is in that state.
    static String address(InboxState state) {
        var query = state.toParameters().getQueryString();
        return query.isEmpty() ? PATH : PATH + "?" + query;
    }

    /// The way back from a screen that belongs to the inbox.
    static Anchor back() {
        var back = new Anchor(PATH, "");
        back.addClassNames("icon-button", "icon-back");
        back.getElement().setAttribute("aria-label", "Back to the inbox");
        back.getElement().setAttribute("data-keys-close", true);
        return back;
    }

    static void to(InboxState state) {
        UI.getCurrentOrThrow().navigate(AlertsView.class, state.toParameters());
    }
}
