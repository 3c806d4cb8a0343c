package dev.vigia.projects.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceSync;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One source. It is updated in place, so that a button keeps the focus while the source syncs.
class SourceRow extends ListItem {

    private final Div badges = new Div();
    private final Div fresh = new Div();
    private final Span location = new Span();
    private final Paragraph outcome = new Paragraph();
    private final Div failure = new Div();
    private final Div running = new Div();
    private final Span progressText = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final Button now = new Button("Sync now");
    private final Button full = new Button("Full sweep");
    private SourceStatus status;
    private boolean asked;
    private @Nullable Instant attemptWhenAsked;

    /// @param onSync asks for a sync of this source
    SourceRow(SourceStatus first, Consumer<SourceSync.Mode> onSync) {
        status = first;
        addClassName("source");
        var kind = first.id().kind();
        var gives = SourceWords.gives(kind);
        var title = new H3(gives);
        var from = new Span(SourceWords.from(kind));
        from.addClassName("secondary");
        location.addClassNames("mono", "source-location");
        var what = new Div(new Div(title, from), location);
        what.addClassName("source-what");

        badges.addClassName("source-badges");
        fresh.addClassNames("source-fresh", "secondary");
        outcome.addClassName("source-outcome");
        failure.addClassName("source-failure");
        failure.getElement().setAttribute("role", "status");
        running.addClassName("source-running");
        progressText.addClassName("secondary");
        bar.getElement().setAttribute("aria-label", "Sync of " + gives.toLowerCase(Locale.ROOT));
        running.add(progressText, bar);
        var state = new Div(new Div(badges, fresh), outcome, failure, running);
        state.addClassName("source-state");

        button(
                now,
                "Sync " + gives + " now: what is new or still open",
                () -> ask(SourceSync.Mode.INCREMENTAL, onSync));
        button(
                full,
                "Full sweep of " + gives + ": everything, so that late changes are seen",
                () -> ask(SourceSync.Mode.FULL, onSync));
        full.addThemeNames("tertiary");
        var actions = new Div(now, full);
        actions.addClassName("source-actions");
        add(what, state, actions);
        update(first);
    }

    void update(SourceStatus next) {
        status = next;
        if (next.progress() != null || !Objects.equals(next.lastAttemptAt(), attemptWhenAsked)) {
            asked = false;
        }
        location.setText(next.location());
        location.setTitle(next.location());
        badges.removeAll();
        badges.add(new StatusBadge(SourceWords.tone(next), SourceWords.state(next)));
        if (next.stale() && next.state() == SourceStatus.State.FAILING) {
            badges.add(new StatusBadge(Tone.WARN, "Stale"));
        }
        fresh.removeAll();
        if (next.lastGoodAt() == null) {
            fresh.setText("no good sync yet");
        } else {
            fresh.add(new Span("last good sync "), new RelativeTime(next.lastGoodAt()));
        }
        outcome.setText(next.lastOutcome() == null ? "" : next.lastOutcome());
        outcome.setVisible(next.lastOutcome() != null);
        fail(next);
        progress(next.progress());
    }

    /// A sync was asked for, here or for the whole project.
    void markAsked() {
        asked = true;
        attemptWhenAsked = status.lastAttemptAt();
        progress(status.progress());
    }

    private void ask(SourceSync.Mode mode, Consumer<SourceSync.Mode> onSync) {
        markAsked();
        onSync.accept(mode);
    }

    private void fail(SourceStatus next) {
        failure.removeAll();
        failure.setVisible(next.error() != null);
        if (next.error() != null) {
            var said = new Paragraph(next.error());
            var when = new Div(new Span("tried "), new RelativeTime(next.lastAttemptAt()));
            when.addClassName("secondary");
            if (next.errorCode() != null) {
                var code = new Span(next.errorCode());
                code.addClassName("mono");
                when.add(new Span(" · "), code);
            }
            if (next.lastGoodAt() != null) {
                when.add(new Span(" · what was read before stays"));
            }
            failure.add(said, when);
        }
    }

    private void progress(SourceStatus.@Nullable Progress progress) {
        running.setVisible(asked || progress != null);
        now.setEnabled(progress == null && !asked);
        full.setEnabled(progress == null && !asked);
        bar.setIndeterminate(progress == null || progress.total() <= 0);
        if (progress == null) {
            progressText.setText("waiting for a free worker");
            return;
        }
        progressText.setText(SourceWords.progress(progress));
        if (progress.total() > 0) {
            bar.setValue(Math.clamp((double) progress.done() / progress.total(), 0, 1));
        }
    }

    private static void button(Button button, String meaning, Runnable does) {
        button.addThemeNames("small");
        button.setAriaLabel(meaning);
        button.setTooltipText(meaning);
        button.addClickListener(click -> does.run());
    }
}
