package dev.vigia.alerts.ui;

import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.alerts.AlertInbox;
import dev.vigia.alerts.AlertQuery;
import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The alerts that nobody has, on the overview. What fires comes before what is merely broken.
@Order(1)
@Component
class AlertAttention implements Attention {

    /// More than these are a storm: one line says how many others there are.
    private static final int MOST = 5;

    /// Of sources, versions and KPIs the overview speaks already.
    private static final LabelMatchers NOT_SAID_ELSEWHERE =
            LabelMatchers.parse("alertname!~\"VigiaSourceStale|VigiaVersions?Broken\", kpi_rule=\"\"");

    private final AlertInbox inbox;

    AlertAttention(AlertInbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public List<Need> needs() {
        var board = inbox.board(query(AlertState.FIRING), MOST, null);
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
        return inbox.board(query(AlertState.RESOLVED), 1, null).rows().stream()
                .findFirst()
                .map(row -> row.episode().endsAt())
                .orElse(null);
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(AlertInbox.TOPIC);
    }

    private static AlertQuery query(AlertState state) {
        return new AlertQuery(Set.of(state), NOT_SAID_ELSEWHERE, null, null, null);
    }
}
