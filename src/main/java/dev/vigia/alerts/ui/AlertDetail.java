package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport;
import dev.vigia.integrity.ui.CurrentVersion;
import dev.vigia.integrity.ui.IntegrityNavigation;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import org.jspecify.annotations.Nullable;

/// One alert: what happened in one sentence, what can be done, its runbook in the middle, and how it came about.
class AlertDetail extends Section {

    private final AlertActs acts;
    private final SilenceActs silences;
    private final CurrentVersion versions;
    private final AlertRunbook runbook;
    private final AlertSide side;
    private final PostMortemEditor postMortem;
    private final Runnable onClose;
    private final Div head = new Div();
    private @Nullable EpisodeReport shown;

    AlertDetail(
            AlertActs acts,
            SilenceActs silences,
            CurrentVersion versions,
            AlertRunbook runbook,
            AlertSide side,
            PostMortemEditor postMortem,
            Runnable onClose) {
        this.acts = acts;
        this.silences = silences;
        this.versions = versions;
        this.runbook = runbook;
        this.side = side;
        this.postMortem = postMortem;
        this.onClose = onClose;
        addClassName("alert-detail");
        getElement().setAttribute("aria-label", "Selected alert");
        head.addClassName("alert-head");
        var middle = new Div(runbook, postMortem);
        middle.addClassName("alert-middle");
        var body = new Div(middle, side);
        body.addClassName("alert-body");
        add(head, body);
    }

    /// Draws anew only what says something else: what a person has unfolded or typed stays.
    void show(EpisodeReport report) {
        if (report.equals(shown)) {
            return;
        }
        var same = shown != null && shown.episode().id().equals(report.episode().id());
        shown = report;
        head.removeAll();
        head.add(title(report.episode()), sentence(report));
        version(report.episode());
        runbook.show(report, same);
        side.show(report, same);
        postMortem.show(report, same);
    }

    private Div title(Episode episode) {
        var name = new H2(episode.name());
        name.setTitle(episode.name());
        var close = new NativeButton("", click -> onClose.run());
        close.addClassNames("icon-button", "icon-close");
        close.setAriaLabel("Close " + episode.name());
        close.setTitle("Close (Esc)");
        close.getElement().setAttribute("data-keys-close", true);
        var title =
                new Div(new StatusBadge(AlertWords.tone(episode.severity()), AlertWords.severity(episode.severity())));
        title.add(name);
        if (episode.state() != AlertState.FIRING) {
            title.add(AlertCard.badge(episode));
        }
        about(title, episode);
        title.add(new AlertActions(episode, acts, silences), close);
        title.addClassName("alert-title");
        return title;
    }

    private static void about(Div title, Episode episode) {
        if (episode.project() != null) {
            var project = new Anchor(
                    IntegrityNavigation.table(episode.project()),
                    episode.project().value());
            project.setTitle("The versions of " + episode.project());
            title.add(project);
        } else if (episode.model() != null) {
            title.add(quiet(episode.model()));
        }
    }

    /// Which version runs there, and whether it is what it claims to be.
    private void version(Episode episode) {
        if (episode.project() != null) {
            versions.line(episode.project(), episode.model(), episode.labels().get("version"))
                    .ifPresent(head::add);
        }
    }

    private static Div sentence(EpisodeReport report) {
        var episode = report.episode();
        var line = new Paragraph(episode.sentence());
        line.addClassName("alert-said");
        var facts = new Paragraph();
        facts.addClassName("secondary");
        if (episode.endsAt() == null) {
            facts.add(new Span("Firing for "), new RelativeTime(episode.startsAt()).brief());
        } else {
            facts.add(new Span("Over since "), new RelativeTime(episode.endsAt()));
        }
        facts.add(new Span(
                episode.handling().owner() == null
                        ? " · nobody has it"
                        : " · " + episode.handling().owner() + " has it"));
        if (episode.handling().acknowledgedUntil() != null) {
            facts.add(
                    new Span(" · acknowledged, ends "),
                    new RelativeTime(episode.handling().acknowledgedUntil()));
        }
        if (!report.earlier().isEmpty()) {
            var times = report.earlier().size();
            facts.add(new Span(" · fired " + times + (times == 1 ? " time" : " times") + " before"));
        }
        if (episode.suppression() != null) {
            facts.add(new Span(" · " + AlertWords.suppression(episode.suppression())));
            if (episode.suppression().until() != null) {
                facts.add(
                        new Span(", ends "),
                        new RelativeTime(episode.suppression().until()));
            }
        }
        return new Div(line, facts);
    }

    static Component quiet(String text) {
        var span = new Span(text);
        span.addClassName("quiet");
        return span;
    }
}
