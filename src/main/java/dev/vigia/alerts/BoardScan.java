package dev.vigia.alerts;

import dev.vigia.alerts.LabelMatchers.Matcher;
import dev.vigia.alerts.LabelMatchers.Operator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Goes through episodes and hands over those that a query wants, reading no more of each than it takes to know.
@Repository
class BoardScan {

    private static final int CHUNK = 1_000;

    /// A filter that finds little must not read a whole history for one page; the next page goes on from there.
    private static final int READ_FOR_ONE_PAGE = 20_000;

    private static final int READ_FOR_A_COUNT = 20_000;
    private static final String JOINED = EpisodeRows.FROM.substring(" from alert_episode e".length());
    private static final Severity[] SEVERITIES = Severity.values();
    private static final Ending[] ENDINGS = Ending.values();

    /// As much of an episode as sorting and counting needs.
    ///
    /// @param labels empty unless the query asks for them
    record Slim(
            long id, String cluster, int severity, Instant startsAt, AlertState state, Map<String, String> labels) {}

    private final JdbcTemplate jdbc;

    BoardScan(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void open(AlertQuery query, Instant now, Consumer<Slim> found) {
        var filter = new Filter(query);
        var arguments = new ArrayList<Object>();
        jdbc.query(
                "select e.id, e.cluster, e.starts_at, e.ending, e.suppression, a.severity, h.version, h.owner, h.acknowledged_by,"
                        + " h.acknowledged_at, h.acknowledged_until, h.usefulness" + filter.columns() + EpisodeRows.FROM
                        + " where e.ends_at is null" + filter.condition(arguments) + filter.surely(arguments),
                rs -> {
                    var labels = filter.labels(rs);
                    if (filter.accepts(rs, labels)) {
                        found.accept(slim(rs, labels, now));
                    }
                },
                arguments.toArray());
    }

    private static Slim slim(ResultSet rs, Map<String, String> labels, Instant now) throws SQLException {
        var suppression = SuppressionJson.read(rs.getString("suppression"));
        return new Slim(
                rs.getLong("id"),
                rs.getString("cluster"),
                SEVERITIES[rs.getInt("severity")].ordinal(),
                rs.getObject("starts_at", OffsetDateTime.class).toInstant(),
                EpisodeRows.state(
                        ENDINGS[rs.getInt("ending")],
                        suppression == null ? null : suppression.kind(),
                        EpisodeRows.handling(rs),
                        now),
                labels);
    }

    /// How many ended since; counted up to a bound if every one has to be looked at.
    long overSince(AlertQuery query, Instant since) {
        var filter = new Filter(query);
        var arguments = new ArrayList<Object>();
        arguments.add(since.atOffset(ZoneOffset.UTC));
        var where = " where e.ends_at > ?" + filter.condition(arguments);
        if (!filter.looks()) {
            var from = query.project() == null ? " from alert_episode e" : EpisodeRows.FROM;
            return Optional.ofNullable(
                            jdbc.queryForObject("select count(*)" + from + where, Long.class, arguments.toArray()))
                    .orElse(0L);
        }
        var count = new long[1];
        // The bound is on what is read, not on what is found: a filter that finds nothing must not read a whole day.
        var bounded = new ArrayList<Object>(List.of(arguments.getFirst(), READ_FOR_A_COUNT));
        var conditions = filter.condition(bounded) + filter.surely(bounded);
        jdbc.query(
                "select e.id, h.owner" + filter.columns()
                        + " from (select id, cluster, fingerprint, annotations from alert_episode where ends_at > ?"
                        + " order by ends_at desc, id desc limit ?) e"
                        + JOINED + " where true" + conditions,
                rs -> {
                    if (filter.accepts(rs, filter.labels(rs))) {
                        count[0]++;
                    }
                },
                bounded.toArray());
        return count[0];
    }

    /// Fills the page with what is over, latest end first.
    ///
    /// @return where the next page begins; null if this one reaches the end
    @Nullable
    BoardCursor over(AlertQuery query, @Nullable BoardCursor after, int limit, List<EpisodeId> page) {
        var filter = new Filter(query);
        var cursor = after;
        for (int read = 0; read < READ_FOR_ONE_PAGE; read += CHUNK) {
            var chunk = chunk(filter, cursor, filter.looks() ? CHUNK : limit - page.size() + 1);
            for (Over over : chunk.rows) {
                if (page.size() == limit) {
                    return cursor == null ? BoardCursor.OVER_FROM_THE_LATEST : cursor;
                }
                cursor = new BoardCursor(BoardCursor.OVER, over.endsAt, over.id);
                if (over.accepted) {
                    page.add(new EpisodeId(over.id));
                }
            }
            if (chunk.isLast) {
                return null;
            }
        }
        return cursor;
    }

    private record Over(long id, Instant endsAt, boolean accepted) {}

    private record Chunk(List<Over> rows, boolean isLast) {}

    private Chunk chunk(Filter filter, @Nullable BoardCursor after, int size) {
        var arguments = new ArrayList<Object>();
        var where = " where e.ends_at is not null";
        if (after != null) {
            var at = after.at().atOffset(ZoneOffset.UTC);
            where += " and e.ends_at <= ? and (e.ends_at < ? or e.id < ?)";
            arguments.addAll(List.of(at, at, after.id()));
        }
        var inProject = filter.condition(arguments);
        arguments.add(size);
        var newest = " order by e.ends_at desc, e.id desc";
        // Without a project the rows are chosen first: joined before, the planner may well sort the whole history.
        var from = inProject.isEmpty()
                ? " from (select e.* from alert_episode e" + where + newest + " limit ?) e" + JOINED + newest
                : EpisodeRows.FROM + where + inProject + newest + " limit ?";
        var rows = jdbc.query(
                "select e.id, e.ends_at, h.owner" + filter.columns() + from,
                (rs, _) -> new Over(
                        rs.getLong("id"),
                        rs.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        filter.accepts(rs, filter.labels(rs))),
                arguments.toArray());
        return new Chunk(rows, rows.size() < size);
    }

    /// What a query asks of each row, and which columns that takes.
    private static final class Filter {

        private static final Pattern PLAIN = Pattern.compile("\\p{ASCII}*");

        private final AlertQuery query;
        private final @Nullable String text;
        private final boolean needsLabels;

        Filter(AlertQuery query) {
            this.query = query;
            var wanted = query.text();
            this.text =
                    wanted == null || wanted.isBlank() ? null : wanted.strip().toLowerCase(Locale.ROOT);
            this.needsLabels = !query.matchers().isEmpty() || query.groupBy() != null;
        }

        /// Whether each row must be looked at to know.
        boolean looks() {
            return text != null || !query.matchers().isEmpty();
        }

        String columns() {
            return (needsLabels || text != null ? ", a.labels" : "") + (text != null ? ", e.annotations" : "");
        }

        String condition(List<Object> arguments) {
            if (query.project() == null) {
                return "";
            }
            arguments.add(query.project().value());
            return " and a.project = ?";
        }

        /// What the database can tell by itself: everything that is wanted passes, and most of what is not does not
        /// have to be sent and read.
        String surely(List<Object> arguments) {
            var condition = new StringBuilder();
            for (Matcher matcher : query.matchers().all()) {
                if (matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty()) {
                    condition.append(" and a.labels like ? escape '!'");
                    // As it is stored, without the braces of an object.
                    var pair = LabelJson.write(Map.of(matcher.label(), matcher.value()));
                    arguments.add("%" + escaped(pair.substring(1, pair.length() - 1)) + "%");
                }
            }
            // Beyond ASCII, the database's lower case may be another than ours; quotes are escaped in what is stored.
            if (text != null && PLAIN.matcher(text).matches()) {
                condition.append(" and (lower(a.labels) like ? escape '!' or lower(e.annotations) like ? escape '!'"
                        + " or lower(h.owner) like ? escape '!')");
                arguments.addAll(Collections.nCopies(3, "%" + escaped(text) + "%"));
            }
            return condition.toString();
        }

        private static String escaped(String text) {
            return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        }

        Map<String, String> labels(ResultSet rs) throws SQLException {
            return needsLabels ? LabelJson.read(rs.getString("labels")) : Map.of();
        }

        boolean accepts(ResultSet rs, Map<String, String> labels) throws SQLException {
            return query.matchers().matches(labels)
                    && (text == null
                            || has(rs.getString("labels"))
                            || has(rs.getString("annotations"))
                            || has(rs.getString("owner")));
        }

        private boolean has(@Nullable String where) {
            return text != null
                    && where != null
                    && where.toLowerCase(Locale.ROOT).contains(text);
        }
    }
}
