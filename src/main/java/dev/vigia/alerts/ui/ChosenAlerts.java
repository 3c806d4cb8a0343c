package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.alerts.Handling.Usefulness;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What can be done with all the alerts that are chosen, in a bar above the list. Chosen is only what the list shows.
class ChosenAlerts extends Div {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMENT = 20_000;

    private final Set<EpisodeId> chosen = new LinkedHashSet<>();
    private final Supplier<List<Row>> rows;
    private final Runnable onChange;
    private final Span count = new Span();

    /// @param rows what the list shows
    /// @param onChange told that other alerts are chosen than before
    ChosenAlerts(AlertActs acts, SilenceActs silences, Supplier<List<Row>> rows, Runnable onChange) {
        this.rows = rows;
        this.onChange = onChange;
        addClassName("alert-chosen");
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", "Chosen alerts");
        count.getElement().setAttribute("role", "status");
        var all = new NativeButton("All shown", click -> chooseAll());
        var none = new NativeButton("None", click -> clear());
        all.addClassName("link-button");
        none.addClassName("link-button");
        none.getElement().setAttribute("data-keys-close", true);
        var acknowledge = new Button("Acknowledge", click -> {
            acts.acknowledgeAll(episodes());
            clear();
        });
        acknowledge.addThemeNames("primary");
        var silence = new Button("Silence…", click -> silences.ask(episodes()));
        var more = new MenuBar();
        more.addThemeNames("tertiary");
        var menu = more.addItem("More").getSubMenu();
        menu.addItem("Assign to me", click -> acts.assignAll(episodes(), acts.me()));
        menu.addItem("Assign to…", click -> assign(acts));
        menu.addItem("Comment…", click -> comment(acts));
        menu.addItem("They were useful", click -> acts.markAll(episodes(), Usefulness.USEFUL));
        menu.addItem("They are noise", click -> acts.markAll(episodes(), Usefulness.NOISE));
        add(count, all, none, acknowledge, silence, more);
        show();
    }

    boolean contains(EpisodeId id) {
        return chosen.contains(id);
    }

    void choose(EpisodeId id, boolean wanted) {
        if (wanted ? chosen.add(id) : chosen.remove(id)) {
            show();
        }
    }

    /// What the list no longer shows is not chosen any more: nobody acts on what cannot be seen.
    void keepOnly(Set<EpisodeId> shown) {
        if (chosen.retainAll(shown)) {
            show();
        }
    }

    private void chooseAll() {
        rows.get().forEach(row -> chosen.add(row.episode().id()));
        show();
        onChange.run();
    }

    private void clear() {
        chosen.clear();
        show();
        onChange.run();
    }

    private void show() {
        setVisible(!chosen.isEmpty());
        count.setText(chosen.size() + " chosen");
    }

    /// As they are now: what somebody else changed since is told, not overwritten.
    private List<Episode> episodes() {
        return rows.get().stream()
                .map(Row::episode)
                .filter(episode -> chosen.contains(episode.id()))
                .toList();
    }

    private void assign(AlertActs acts) {
        var name = new TextField("Who takes care of these " + chosen.size() + "?");
        name.setWidthFull();
        name.setMaxLength(LONGEST_NAME);
        Ask.with("Assign", name, () -> {
            if (!name.getValue().isBlank()) {
                acts.assignAll(episodes(), name.getValue().strip());
            }
        });
        name.focus();
    }

    private void comment(AlertActs acts) {
        var text = new TextArea("A comment on each of these " + chosen.size());
        text.setWidthFull();
        text.setMaxLength(LONGEST_COMMENT);
        Ask.with("Comment", text, () -> {
            if (!text.getValue().isBlank()) {
                acts.commentAll(episodes(), text.getValue().strip());
            }
        });
        text.focus();
    }
}
