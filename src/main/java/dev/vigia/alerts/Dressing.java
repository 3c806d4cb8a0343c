package dev.vigia.alerts;

import dev.vigia.alerts.AlertBoard.Hour;
import dev.vigia.alerts.AlertBoard.Row;
import dev.vigia.runbooks.RunbookLibrary;
import dev.vigia.runbooks.RunbookMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Adds to episodes what a row of the board shows beside them: the last day of the alert, its runbook and clock.
@Component
class Dressing {

    private static final int HOURS = 24;

    private final EpisodeRows rows;
    private final RunbookLibrary runbooks;
    private final Clock clock;

    Dressing(EpisodeRows rows, RunbookLibrary runbooks, Clock clock) {
        this.rows = rows;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    /// One query for all of them.
    List<Row> dress(List<Episode> episodes) {
        if (episodes.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var from = now.minus(HOURS, ChronoUnit.HOURS);
        var spans = rows.spans(episodes.stream().map(Episode::alert).toList(), from);
        return episodes.stream()
                .map(episode -> {
                    var fired = spans.getOrDefault(episode.alert(), List.of());
                    var recent = now.minus(1, ChronoUnit.HOURS);
                    var starts = fired.stream()
                            .filter(span -> span.from().isAfter(recent))
                            .count();
                    var match = runbooks.match(episode.labels(), episode.annotations());
                    return new Row(
                            episode,
                            hours(fired, from, now),
                            (int) starts,
                            !(match instanceof RunbookMatch.Missing),
                            clock(episode, match));
                })
                .toList();
    }

    private static @Nullable ResponseClock clock(Episode episode, RunbookMatch match) {
        return episode.state() == AlertState.FIRING
                        && match instanceof RunbookMatch.Found found
                        && found.runbook().responseTime() instanceof Duration time
                ? new ResponseClock(time, episode.startsAt().plus(time))
                : null;
    }

    static List<Hour> hours(List<EpisodeRows.Span> spans, Instant from, Instant now) {
        var hours = new ArrayList<Hour>(HOURS);
        for (int i = 0; i < HOURS; i++) {
            var begin = from.plus(i, ChronoUnit.HOURS);
            var end = begin.plus(1, ChronoUnit.HOURS);
            var starts = 0;
            var fired = Duration.ZERO;
            for (EpisodeRows.Span span : spans) {
                var to = span.to() == null ? now : span.to();
                if (!span.from().isBefore(begin) && span.from().isBefore(end)) {
                    starts++;
                }
                var overlapFrom = span.from().isAfter(begin) ? span.from() : begin;
                var overlapTo = to.isBefore(end) ? to : end;
                if (overlapTo.isAfter(overlapFrom)) {
                    fired = fired.plus(Duration.between(overlapFrom, overlapTo));
                }
            }
            var minutes = (int) Math.clamp(fired.plusSeconds(59).toMinutes(), 0, 60);
            hours.add(starts == 0 && minutes == 0 ? Hour.QUIET : new Hour(starts, minutes));
        }
        return hours;
    }
}
