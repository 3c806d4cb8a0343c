package dev.vigia.alerts;

import dev.vigia.alerts.AlertBoard.Cut;
import dev.vigia.alerts.AlertBoard.Group;
import dev.vigia.alerts.BoardScan.Slim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Makes the board. What fires fits into memory, so it is read whole and slim, filtered, counted and sorted here,
/// and only the page is read in full. What is over does not: it is read in the order of its end, as far as needed.
@Component
class BoardReader {

    private static final int LARGEST_PAGE = 1_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_GROUPS = 500;
    private static final int MOST_CUTS = 20;

    static final Comparator<Slim> WORST_AND_NEWEST = Comparator.comparingInt(Slim::severity)
            .thenComparing(Slim::startsAt)
            .thenComparingLong(Slim::id)
            .reversed();

    private final BoardScan scan;
    private final EpisodeRows rows;
    private final Dressing dressing;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SharedReads<Question, AlertBoard> shared = new SharedReads<>();

    private record Question(
            AlertQuery query, int limit, @Nullable String cursor) {}

    BoardReader(BoardScan scan, EpisodeRows rows, Dressing dressing, JdbcTemplate jdbc, Clock clock) {
        this.scan = scan;
        this.rows = rows;
        this.dressing = dressing;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    AlertBoard read(AlertQuery query, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is " + limit + "; it must be between 1 and " + LARGEST_PAGE);
        }
        var after = cursor == null ? null : BoardCursor.parse(cursor);
        return shared.read(new Question(query, limit, cursor), () -> read(query, limit, after));
    }

    private AlertBoard read(AlertQuery query, int limit, @Nullable BoardCursor after) {
        var now = clock.instant();
        var counts = new EnumMap<AlertState, Long>(AlertState.class);
        var groups = new HashMap<String, Long>();
        var open = new ArrayList<Slim>();
        scan.open(query, now, slim -> {
            counts.merge(slim.state(), 1L, Long::sum);
            if (query.states().isEmpty() || query.states().contains(slim.state())) {
                open.add(slim);
                if (query.groupBy() != null) {
                    groups.merge(slim.labels().getOrDefault(query.groupBy(), ""), 1L, Long::sum);
                }
            }
        });
        counts.put(AlertState.RESOLVED, scan.overSince(query, now.minus(DAY)));
        open.sort(WORST_AND_NEWEST);

        var page = new ArrayList<EpisodeId>();
        var next = pageOfOpen(open, after, limit, page);
        if (next == null && (query.states().isEmpty() || query.states().contains(AlertState.RESOLVED))) {
            next = scan.over(query, after != null && after.isAmongThoseOver() ? after : null, limit, page);
        }
        return new AlertBoard(
                dressing.dress(rows.all(page)),
                next == null ? null : next.text(),
                counts,
                sorted(groups),
                cut(now.minus(DAY)),
                now);
    }

    /// @return where the page after this one begins, if there is more of what fires
    private static @Nullable BoardCursor pageOfOpen(
            List<Slim> open, @Nullable BoardCursor after, int limit, List<EpisodeId> page) {
        if (after != null && after.isAmongThoseOver()) {
            return null;
        }
        for (Slim slim : open) {
            if (after != null && !comesAfter(slim, after)) {
                continue;
            }
            page.add(new EpisodeId(slim.id()));
            if (page.size() == limit) {
                return slim == open.getLast() ? null : new BoardCursor(slim.severity(), slim.startsAt(), slim.id());
            }
        }
        return null;
    }

    private static boolean comesAfter(Slim slim, BoardCursor cursor) {
        if (slim.severity() != cursor.severity()) {
            return slim.severity() < cursor.severity();
        }
        var byStart = slim.startsAt().compareTo(cursor.at());
        return byStart < 0 || byStart == 0 && slim.id() < cursor.id();
    }

    private static List<Group> sorted(Map<String, Long> groups) {
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingLong(Group::count).reversed().thenComparing(Group::value))
                .limit(MOST_GROUPS)
                .toList();
    }

    private List<Cut> cut(Instant since) {
        return jdbc.query(
                "select cluster, receiver, truncated, received_at from alert_delivery"
                        + " where truncated > 0 and received_at > ? order by received_at desc limit ?",
                (rs, _) -> new Cut(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getInt(3),
                        rs.getObject(4, OffsetDateTime.class).toInstant()),
                since.atOffset(ZoneOffset.UTC),
                MOST_CUTS);
    }
}
