package dev.vigia.alerts;

import dev.vigia.alerts.EpisodeReport.Kind;
import dev.vigia.alerts.EpisodeReport.Tick;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Reads one episode with all that happened to it.
@Component
class ReportReader {

    private static final int EARLIER = 20;
    private static final int MOST_EVENTS = 2_000;

    private final EpisodeRows rows;
    private final Dressing dressing;
    private final JdbcTemplate jdbc;

    ReportReader(EpisodeRows rows, Dressing dressing, JdbcTemplate jdbc) {
        this.rows = rows;
        this.dressing = dressing;
        this.jdbc = jdbc;
    }

    Optional<EpisodeReport> find(EpisodeId id) {
        return rows.find(id).map(this::report);
    }

    private EpisodeReport report(Episode episode) {
        var earlier = rows.of(episode.alert(), EARLIER + 1).stream()
                .filter(other -> !other.id().equals(episode.id()))
                .limit(EARLIER)
                .toList();
        return new EpisodeReport(
                dressing.dress(List.of(episode)).getFirst(),
                timeline(episode),
                earlier,
                steps(episode.id()),
                saved(episode.id()));
    }

    /// Start and end are known from the episode itself, so that the intake need not write them twice.
    private List<TimelineEntry> timeline(Episode episode) {
        var timeline = new ArrayList<TimelineEntry>();
        var from = episode.alert().cluster();
        timeline.add(new TimelineEntry(episode.startsAt(), Kind.STARTED, from, ""));
        timeline.add(new TimelineEntry(episode.receivedAt(), Kind.RECEIVED, from, ""));
        timeline.addAll(events(episode.id()));
        var end = episode.endsAt();
        if (end != null) {
            var kind = switch (episode.ending()) {
                case SUPERSEDED -> Kind.SUPERSEDED;
                case GONE -> Kind.GONE;
                case NONE, RESOLVED -> Kind.RESOLVED;
            };
            timeline.add(new TimelineEntry(end, kind, from, ""));
        }
        timeline.sort(Comparator.comparing(TimelineEntry::at));
        return timeline;
    }

    List<TimelineEntry> events(EpisodeId id) {
        return jdbc.query(
                "select at, kind, actor, detail from alert_event where episode_id = ? order by id limit ?",
                (rs, _) -> new TimelineEntry(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(rs.getString("kind")),
                        rs.getString("actor"),
                        rs.getString("detail")),
                id.value(),
                MOST_EVENTS);
    }

    private Map<String, Tick> steps(EpisodeId id) {
        var steps = new LinkedHashMap<String, Tick>();
        jdbc.query(
                "select step, ticked_by, ticked_at from alert_step where episode_id = ? order by ticked_at",
                rs -> {
                    steps.put(
                            rs.getString(1),
                            new Tick(
                                    rs.getString(2),
                                    rs.getObject(3, OffsetDateTime.class).toInstant()));
                },
                id.value());
        return steps;
    }

    private @Nullable String saved(EpisodeId id) {
        return jdbc
                .query(
                        "select post_mortem from alert_handling where episode_id = ? and post_mortem is not null",
                        (rs, _) -> rs.getString(1),
                        id.value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    Optional<String> postMortem(EpisodeId id) {
        return find(id).map(report -> report.postMortem() == null ? PostMortem.draft(report) : report.postMortem());
    }
}
