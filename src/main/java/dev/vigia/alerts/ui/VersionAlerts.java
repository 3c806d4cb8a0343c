package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.integrity.ui.CurrentVersion;
import dev.vigia.integrity.ui.VersionPart;
import dev.vigia.platform.ui.RelativeTime;
import java.util.Optional;
import java.util.Set;

/// On the page of a version: the alerts that name it, and for the version that is in production those of its project
/// that name none.
@org.springframework.stereotype.Component
class VersionAlerts implements VersionPart {

    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 12;
    private static final String VERSION = "version";

    private final AlertInbox inbox;
    private final CurrentVersion current;

    VersionAlerts(AlertInbox inbox, CurrentVersion current) {
        this.inbox = inbox;
        this.current = current;
    }

    @Override
    public String title() {
        return "Alerts";
    }

    @Override
    public Optional<Component> of(IntegrityRow version) {
        var isCurrent = current.isCurrent(version.project(), version.tag());
        var query = new AlertQuery(Set.of(), LabelMatchers.ALL, null, version.project(), null);
        var about = inbox.board(query, LOOKED_AT, null).rows().stream()
                .map(row -> row.episode())
                .filter(episode -> isAbout(episode, version, isCurrent))
                .toList();
        if (about.isEmpty()) {
            return isCurrent ? Optional.of(quiet()) : Optional.empty();
        }
        var list = new Div();
        list.addClassNames("card", "version-alerts");
        about.stream().limit(SHOWN).forEach(episode -> list.add(line(episode)));
        if (about.size() > SHOWN) {
            list.add(new Paragraph(
                    new Anchor(AlertNavigation.toInbox(), (about.size() - SHOWN) + " more in the inbox")));
        }
        return Optional.of(list);
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(AlertInbox.TOPIC);
    }

    private static boolean isAbout(Episode episode, IntegrityRow version, boolean isCurrent) {
        if (episode.model() != null
                && version.artifact() != null
                && !episode.model().equals(version.artifact())) {
            return false;
        }
        var named = episode.labels().get(VERSION);
        return named == null ? isCurrent : named.equals(version.tag().value()) || named.equals(version.version());
    }

    private static Component quiet() {
        var quiet = new Paragraph("Nothing fired for as long as alerts are kept.");
        quiet.addClassName("secondary");
        return quiet;
    }

    private static Div line(Episode episode) {
        var name = new Anchor(AlertNavigation.toEpisode(episode.id()), episode.name());
        var sentence = new Span(episode.sentence());
        sentence.addClassName("version-alert-said");
        var when = new Span();
        when.addClassName("secondary");
        if (episode.endsAt() == null) {
            when.add(new Span("fires since "), new RelativeTime(episode.startsAt()));
        } else {
            when.add(new Span("over since "), new RelativeTime(episode.endsAt()));
        }
        var line = new Div(AlertCard.badge(episode), name, sentence, when);
        line.addClassName("version-alert");
        return line;
    }
}
