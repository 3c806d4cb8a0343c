package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.Severity;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.ProjectColumn;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.ProjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// The alerts that nobody has, on the overview; and how many of each project fire.
@Order(10)
@org.springframework.stereotype.Component
class AlertAttention implements Attention, ProjectColumn {

    /// More than these are a storm: one line says how many others there are.
    private static final int MOST = 5;

    private static final int COUNTED = 1_000;

    private final AlertInbox inbox;

    AlertAttention(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public List<Need> needs() {
        var board = inbox.board(query(Set.of(AlertState.FIRING), null), MOST, null);
        var needs = new ArrayList<Need>();
        board.rows().forEach(row -> needs.add(need(row)));
        long others = board.counts().getOrDefault(AlertState.FIRING, 0L) - needs.size();
        if (others > 0) {
            needs.add(new Need(
                    Tone.WARN,
                    "Alerts",
                    others + (others == 1 ? " more alert fires" : " more alerts fire"),
                    "nobody has them",
                    null,
                    "Open the inbox",
                    AlertNavigation.toInbox()));
        }
        board.cut().stream()
                .findFirst()
                .ifPresent(cut -> needs.add(new Need(
                        Tone.BAD,
                        "Cut off",
                        cut.alerts() + " alerts of " + cut.cluster() + " never came here",
                        "the receiver " + cut.receiver() + " cuts its groups off",
                        cut.at(),
                        "Open the inbox",
                        AlertNavigation.toInbox())));
        return needs;
    }

    private static Need need(Row row) {
        var episode = row.episode();
        var about = episode.project() != null ? episode.project().value() : episode.model();
        var owner = episode.handling().owner();
        return new Need(
                AlertWords.tone(episode.severity()),
                AlertWords.severity(episode.severity()),
                about == null ? episode.name() : episode.name() + " · " + about,
                episode.sentence() + " · " + (owner == null ? "nobody has it" : owner + " has not acknowledged it"),
                episode.startsAt(),
                row.hasRunbook() ? "Open with runbook" : "Open",
                AlertNavigation.toEpisode(episode.id()));
    }

    @Override
    public @Nullable Instant quietSince() {
        return inbox.board(query(Set.of(AlertState.RESOLVED), null), 1, null).rows().stream()
                .findFirst()
                .map(row -> row.episode().endsAt())
                .orElse(null);
    }

    @Override
    public String title() {
        return "Alerts";
    }

    @Override
    public Component cell(String project) {
        var key = new ProjectKey(project);
        var rows = inbox.board(query(AlertQuery.PROBLEMS.states(), key), COUNTED, null)
                .rows();
        var cell = new Span();
        cell.addClassName("badges");
        for (Severity severity : new Severity[] {Severity.CRITICAL, Severity.WARNING, Severity.INFO, Severity.NONE}) {
            var number = rows.stream()
                    .filter(row -> row.episode().severity() == severity)
                    .count();
            if (number > 0) {
                cell.add(new StatusBadge(
                        AlertWords.tone(severity),
                        number + " " + AlertWords.severity(severity).toLowerCase(java.util.Locale.ROOT)));
            }
        }
        if (rows.isEmpty()) {
            var last = inbox.board(query(Set.of(AlertState.RESOLVED), key), 1, null).rows().stream()
                    .findFirst();
            cell.add(AlertDetail.quiet("quiet "));
            last.ifPresent(row -> cell.add(new RelativeTime(row.episode().endsAt()).brief()));
        }
        return cell;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(AlertInbox.TOPIC);
    }

    private static AlertQuery query(Set<AlertState> states, @Nullable ProjectKey project) {
        return new AlertQuery(states, LabelMatchers.ALL, null, project, null);
    }
}
