package dev.vigia.alerts.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeId;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One alert in the list. Says the same as before at the same place until it is told otherwise.
class AlertCard extends Div {

    private @Nullable Row shown;

    AlertCard(EpisodeId id, Consumer<EpisodeId> onOpen) {
        addClassName("alert-card");
        getElement().setAttribute("role", "link");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("data-keys-row", true);
        addClickListener(click -> onOpen.accept(id));
        getElement()
                .addEventListener("keydown", press -> onOpen.accept(id))
                .setFilter("event.key === 'Enter' && event.target === event.currentTarget");
    }

    void show(Row row) {
        if (row.equals(shown)) {
            return;
        }
        shown = row;
        removeAll();
        var episode = row.episode();
        setClassName("alert-card " + AlertWords.tone(episode).css()
                + (episode.state() == AlertState.FIRING ? " firing" : " calm"));
        getElement()
                .setAttribute(
                        "aria-label",
                        AlertWords.severity(episode.severity()) + " " + episode.name() + ", "
                                + AlertWords.state(episode.state()));
        add(top(row), sentence(episode), foot(row));
    }

    void setOpen(boolean open) {
        getElement().setAttribute("aria-current", open ? "true" : "false");
    }

    private static Div top(Row row) {
        var episode = row.episode();
        var name = new Span(episode.name());
        name.addClassName("alert-name");
        var top = new Div(badge(episode), name);
        if (row.isFlapping()) {
            var flapping = new StatusBadge(Tone.NEUTRAL, "flapping " + row.startsInLastHour() + "× / h");
            flapping.addClassName("flapping");
            top.add(flapping);
        }
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
