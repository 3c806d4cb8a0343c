package dev.vigia.alerts.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Location;
import dev.vigia.alerts.AlertViews;
import dev.vigia.alerts.AlertViews.View;
import java.util.function.Supplier;

/// The filters that this person keeps, and the screens that belong to the inbox.
class InboxMenu extends MenuBar {

    private static final int LONGEST_NAME = 80;

    private final AlertViews views;
    private final AlertActs acts;
    private final Supplier<InboxState> state;
    private final SubMenu kept;

    /// @param state what the inbox shows now
    InboxMenu(AlertViews views, AlertActs acts, Supplier<InboxState> state) {
        this.views = views;
        this.acts = acts;
        this.state = state;
        addThemeNames("tertiary");
        kept = addItem("Views").getSubMenu();
        fill();
    }

    private void fill() {
        kept.removeAll();
        var all = views.of(acts.me());
        for (View view : all) {
            kept.addItem(view.name(), click -> go(AlertNavigation.PATH + "?" + view.query()));
        }
        if (!all.isEmpty()) {
            kept.addComponent(new Hr());
        }
        kept.addItem("Keep this view…", click -> keep());
        if (!all.isEmpty()) {
            var remove = kept.addItem("Remove").getSubMenu();
            for (View view : all) {
                remove.addItem(view.name(), click -> {
                    views.remove(acts.me(), view.name());
                    fill();
                });
            }
        }
        kept.addComponent(new Hr());
        kept.addItem("Silences", click -> go(AlertNavigation.SILENCES));
        kept.addItem("Statistics", click -> go(AlertNavigation.STATISTICS));
        if (acts.isAdministrator()) {
            kept.addItem("Deliveries", click -> go(AlertNavigation.DELIVERIES));
        }
    }

    private void keep() {
        var name = new TextField("Keep what is shown as");
        name.setWidthFull();
        name.setMaxLength(LONGEST_NAME);
        Ask.with("Keep", name, () -> {
            if (name.getValue().isBlank()) {
                return;
            }
            try {
                var shown = state.get().withSelected(null).toParameters();
                views.save(acts.me(), new View(name.getValue(), shown.getQueryString()));
                fill();
            } catch (IllegalArgumentException e) {
                SilenceActs.say(String.valueOf(e.getMessage()));
            }
        });
        name.focus();
    }

    /// The query is part of the address, which navigating by a path alone would take for a part of the path.
    private static void go(String address) {
        var location = new Location(address);
        UI.getCurrentOrThrow().navigate(location.getPath(), location.getQueryParameters());
    }
}
