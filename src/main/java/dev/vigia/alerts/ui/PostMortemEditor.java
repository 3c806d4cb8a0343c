package dev.vigia.alerts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// After an alert is over: a draft of what happened, to be completed, saved and taken along.
class PostMortemEditor extends Div {

    private static final int LONGEST = 100_000;
    private static final Pattern NOT_IN_FILES = Pattern.compile("[^A-Za-z0-9._]+");

    private final AlertInbox inbox;
    private final TextArea text = new TextArea();
    private final NativeButton copy = new NativeButton("Copy");
    private @Nullable Episode episode;

    /// What a download gives; it is made without the session's lock.
    private volatile Download download = new Download("post-mortem.md", "");

    private record Download(String file, String markdown) {}

    PostMortemEditor(AlertInbox inbox, AlertActs acts) {
        this.inbox = inbox;
        addClassName("post-mortem");
        text.setAriaLabel("Post-mortem, in markdown");
        text.setWidthFull();
        text.setMaxLength(LONGEST);
        text.addClassName("mono");
        text.addValueChangeListener(change -> {
            copy.getElement().setAttribute("data-copy", change.getValue());
            download = new Download(file(), change.getValue());
        });
        copy.addClassName("button");
        var save = new Button("Save", click -> {
            if (episode != null) {
                acts.savePostMortem(episode, text.getValue());
            }
        });
        save.addThemeNames("primary");
        var buttons = new Div(save, copy, export());
        buttons.addClassName("alert-actions");
        add(new H3("Post-mortem"), text, buttons);
    }

    private Anchor export() {
        var export = new Anchor(
                (DownloadHandler) event -> {
                    event.setFileName(download.file());
                    event.setContentType("text/markdown; charset=utf-8");
                    event.getOutputStream().write(download.markdown().getBytes(StandardCharsets.UTF_8));
                },
                "Export");
        export.addClassName("button-link");
        export.getElement().setAttribute("download", true);
        export.setTitle("What is written here, as a markdown file");
        return export;
    }

    private String file() {
        return episode == null
                ? "post-mortem.md"
                : "post-mortem-" + NOT_IN_FILES.matcher(episode.name()).replaceAll("-") + "-"
                        + episode.startsAt().atOffset(ZoneOffset.UTC).toLocalDate() + ".md";
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
