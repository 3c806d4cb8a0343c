package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One alert in the list, with a box to choose it. Says the same as before at the same place until it is told
/// otherwise.
class AlertCard extends Div {

    private static final String CHECKED = "checked";

    private final Input choose = new Input();
    private final Div card = new Div();
    private @Nullable Row shown;

    AlertCard(EpisodeId id, Consumer<EpisodeId> onOpen, BiConsumer<EpisodeId, Boolean> onChoose) {
        addClassName("alert-row");
        choose.setType("checkbox");
        choose.getElement().setAttribute("data-keys-choose", true);
        choose.getElement()
                .addPropertyChangeListener(
                        CHECKED,
                        "change",
                        change -> onChoose.accept(id, choose.getElement().getProperty(CHECKED, false)));
        card.getElement().setAttribute("role", "link");
        card.getElement().setAttribute("tabindex", "0");
        card.getElement().setAttribute("data-keys-row", true);
        card.addClickListener(click -> onOpen.accept(id));
        card.getElement()
                .addEventListener("keydown", press -> onOpen.accept(id))
                .setFilter("event.key === 'Enter' && event.target === event.currentTarget");
        add(choose, card);
    }

    void setChosen(boolean chosen) {
        choose.getElement().setProperty(CHECKED, chosen);
    }

    void show(Row row) {
        if (row.equals(shown)) {
            return;
        }
        shown = row;
        card.removeAll();
        var episode = row.episode();
        choose.setAriaLabel("Choose " + episode.name());
        card.setClassName("alert-card " + AlertWords.tone(episode).css()
                + (episode.state() == AlertState.FIRING ? " firing" : " calm"));
        card.getElement()
                .setAttribute(
                        "aria-label",
                        AlertWords.severity(episode.severity()) + " " + episode.name() + ", "
                                + AlertWords.state(episode.state()));
        card.add(top(row), sentence(episode), foot(row));
    }

    void setOpen(boolean open) {
        card.getElement().setAttribute("aria-current", open ? "true" : "false");
    }

    private static Div top(Row row) {
        var episode = row.episode();
        var name = new Span(episode.name());
        name.addClassName("alert-name");
        var top = new Div(badge(episode), name);
        if (row.clock() != null) {
            top.add(new Countdown(row.clock()));
        }
        top.addClassName("alert-top");
        return top;
    }

    /// What is loud says how bad it is; what is not says why it is not.
    static StatusBadge badge(Episode episode) {
        var words = episode.state() == AlertState.FIRING
                ? AlertWords.severity(episode.severity())
                : AlertWords.state(episode.state());
        return new StatusBadge(AlertWords.tone(episode), words);
    }

    private static Div sentence(Episode episode) {
        var sentence = new Div(episode.sentence());
        sentence.addClassName("alert-sentence");
        return sentence;
    }

    private static Div foot(Row row) {
        var episode = row.episode();
        var foot = new Div();
        foot.addClassNames("alert-foot", "secondary");
        var about = episode.project() != null ? episode.project().value() : episode.model();
        if (about != null) {
            var project = new Span(about);
            project.addClassName("alert-about");
            foot.add(project);
        }
        foot.add(new Sparkline(row.activity()));
        if (row.isFlapping()) {
            var flapping = new Span("flaps " + row.startsInLastHour() + "×");
            flapping.addClassName("flapping");
            flapping.setTitle("Flapping: it began " + row.startsInLastHour() + " times in the last hour");
            foot.add(flapping);
        }
        var end = new Span();
        end.addClassName("alert-end");
        end.add(new RelativeTime(episode.endsAt() == null ? episode.startsAt() : episode.endsAt()).brief());
        end.add(new Span(" · " + who(episode)));
        foot.add(end);
        return foot;
    }

    private static String who(Episode episode) {
        var owner = episode.handling().owner();
        if (owner != null) {
            return owner;
        }
        return episode.state().isOpen() ? "nobody" : "over";
    }
}
