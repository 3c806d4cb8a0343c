package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.Handling.Usefulness;
import dev.vigia.alerts.Suppression;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What can be done with one alert: the likeliest as a button, the rest in a menu.
class AlertActions extends Div {

    AlertActions(Episode episode, AlertActs acts, SilenceActs silences) {
        addClassName("alert-actions");
        if (episode.state() == AlertState.FIRING || episode.state() == AlertState.SILENCED) {
            var acknowledge = new Button("Acknowledge", click -> acts.acknowledge(episode, null));
            acknowledge.addThemeNames("primary");
            acknowledge.getElement().setAttribute("data-hotkey", "a");
            acknowledge.getElement().setAttribute("data-hotkey-name", "Acknowledge");
            add(acknowledge);
        } else if (episode.state() == AlertState.ACKNOWLEDGED) {
            add(new Button("Give back", click -> acts.unacknowledge(episode)));
        }
        if (episode.suppression() instanceof Suppression held && held.kind() == Suppression.Kind.SILENCED) {
            add(new Button("End silence", click -> silences.end(this, episode, held.by())));
        } else if (episode.state().isOpen()) {
            var silence = new Button("Silence…", click -> silences.ask(List.of(episode)));
            silence.getElement().setAttribute("data-hotkey", "s");
            silence.getElement().setAttribute("data-hotkey-name", "Silence");
            add(silence);
        }
        add(menu(episode, acts));
    }

    private static MenuBar menu(Episode episode, AlertActs acts) {
        var bar = new MenuBar();
        bar.addThemeNames("tertiary");
        MenuItem more = bar.addItem("More");
        more.getElement().setAttribute("aria-label", "More actions");
        var menu = more.getSubMenu();
        if (episode.state().isOpen()) {
            menu.addItem("Acknowledge for 1 hour", click -> acts.acknowledge(episode, Duration.ofHours(1)));
            menu.addItem("Acknowledge for 4 hours", click -> acts.acknowledge(episode, Duration.ofHours(4)));
            if (!Objects.equals(episode.handling().owner(), acts.me())) {
                menu.addItem("Assign to me", click -> acts.assign(episode, acts.me()));
            }
            menu.addItem("Assign to…", click -> assign(episode, acts));
            if (episode.handling().owner() != null) {
                menu.addItem("Assign to nobody", click -> acts.assign(episode, null));
            }
        }
        mark(
                menu.addItem("It was useful", click -> toggle(episode, acts, Usefulness.USEFUL)),
                episode,
                Usefulness.USEFUL);
        mark(menu.addItem("It is noise", click -> toggle(episode, acts, Usefulness.NOISE)), episode, Usefulness.NOISE);
        return bar;
    }

    private static void mark(MenuItem item, Episode episode, Usefulness usefulness) {
        item.setCheckable(true);
        item.setChecked(episode.handling().usefulness() == usefulness);
    }

    private static void toggle(Episode episode, AlertActs acts, Usefulness usefulness) {
        acts.mark(episode, episode.handling().usefulness() == usefulness ? null : usefulness);
    }

    private static void assign(Episode episode, AlertActs acts) {
        var name = new TextField("Who takes care of " + episode.name() + "?");
        name.setWidthFull();
        name.setMaxLength(200);
        Ask.with("Assign", name, () -> {
            if (!name.getValue().isBlank()) {
                acts.assign(episode, name.getValue().strip());
            }
        });
        name.focus();
    }
}
