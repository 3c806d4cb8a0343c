package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import org.jspecify.annotations.Nullable;

/// After an alert is over: a draft of what happened, to be completed, saved and taken along.
class PostMortemEditor extends Div {

    private static final int LONGEST = 100_000;

    private final AlertInbox inbox;
    private final TextArea text = new TextArea();
    private final NativeButton copy = new NativeButton("Copy");
    private @Nullable Episode episode;

    PostMortemEditor(AlertInbox inbox, AlertActs acts) {
        this.inbox = inbox;
        addClassName("post-mortem");
        text.setAriaLabel("Post-mortem, in markdown");
        text.setWidthFull();
        text.setMaxLength(LONGEST);
        text.addClassName("mono");
        text.addValueChangeListener(change -> copy.getElement().setAttribute("data-copy", change.getValue()));
        copy.addClassName("button");
        var save = new Button("Save", click -> {
            if (episode != null) {
                acts.savePostMortem(episode, text.getValue());
            }
        });
        save.addThemeNames("primary");
        var buttons = new Div(save, copy);
        buttons.addClassName("alert-actions");
        add(new H3("Post-mortem"), text, buttons);
    }

    /// @param same whether it is the alert that is shown already: then what a person types stays
    void show(EpisodeReport report, boolean same) {
        var wasOver = isVisible();
        episode = report.episode();
        setVisible(!report.episode().state().isOpen());
        if (isVisible() && !(same && wasOver)) {
            text.setValue(inbox.postMortem(report.episode().id()).orElse(""));
        }
    }
}
