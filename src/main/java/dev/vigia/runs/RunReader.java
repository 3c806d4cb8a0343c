package dev.vigia.runs;

import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The reading side: lists, searches and joins, always limited or by key.
@Repository
class RunReader {

    private static final String COLUMNS = "r.run_id, r.name, r.experiment_id, r.experiment, r.user_name, r.status,"
            + " r.started_at, r.ended_at, r.deleted, r.artifacts, r.source_commit, r.version, r.parent_id,"
            + " r.params_hash, v.metrics, v.params, v.tags";
    private static final String WITH_VALUES = " join run_values v on v.project = r.project and v.run_id = r.run_id";
    private static final String ORDER = " order by r.listed_at desc, r.run_id";
    private static final int CHUNK = 500;

    private final JdbcTemplate jdbc;

    RunReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Run> after(RunQuery query, @Nullable RunCursor cursor, int limit) {
        var where = Where.of(query);
        if (cursor != null) {
            var at = RunStore.at(cursor.listedAt());
            where.and("r.listed_at <= ? and (r.listed_at < ? or r.run_id > ?)", at, at, cursor.runId());
        }
        return select(where, " limit ?", limit);
    }

    List<Run> slice(RunQuery query, long offset, int limit) {
        return select(Where.of(query), " limit ? offset ?", limit, offset);
    }

    long count(RunQuery query) {
        var where = Where.of(query);
        return Optional.ofNullable(jdbc.queryForObject(
                        "select count(*) from runs r where " + where.sql, Long.class, where.arguments.toArray()))
                .orElse(0L);
    }

    Optional<Run> find(ProjectKey project, RunId id) {
        var where = new Where("r.project = ?", project.value());
        where.and("r.run_id = ?", id.value());
        return select(where, "").stream().findFirst();
    }

    List<Run> all(ProjectKey project, Collection<RunId> ids) {
        return among(project, "run_id", ids.stream().map(RunId::value).toList());
    }

    List<Run> children(ProjectKey project, RunId parent, int limit) {
        var where = new Where("r.project = ?", project.value());
        where.and("r.parent_id = ? and not r.deleted", parent.value());
        return select(where, " limit ?", limit);
    }

    List<Run> claiming(ProjectKey project, Collection<String> versions) {
        return among(project, "version", versions);
    }

    List<Run> claimingAny(ProjectKey project) {
        return select(new Where("r.project = ? and r.version is not null", project.value()), "");
    }

    List<Run> madeFrom(ProjectKey project, Collection<String> commits, int each) {
        var runs = new ArrayList<Run>();
        for (List<String> chunk : chunks(commits)) {
            runs.addAll(jdbc.query(
                    "select " + COLUMNS + " from (select r.*, row_number() over (partition by r.source_commit"
                            + ORDER + ") as place" + ByKeys.from("runs r", "r", "source_commit")
                            + " where not r.deleted) r" + WITH_VALUES + " where r.place <= ?" + ORDER,
                    ps -> {
                        RunStore.texts(ps, 1, chunk);
                        ps.setString(2, project.value());
                        ps.setInt(3, each);
                    },
                    (rs, row) -> run(rs)));
        }
        return runs;
    }

    List<String> experiments(ProjectKey project) {
        return jdbc.queryForList(
                "select distinct name from run_experiments where project = ? order by name",
                String.class,
                project.value());
    }

    private List<Run> among(ProjectKey project, String column, Collection<String> values) {
        var runs = new ArrayList<Run>();
        for (List<String> chunk : chunks(values)) {
            runs.addAll(jdbc.query(
                    // Every run has values; a left join makes H2 look them up after the run.
                    "select " + COLUMNS + ByKeys.from("runs r", "r", column) + " left" + WITH_VALUES + ORDER,
                    ps -> {
                        RunStore.texts(ps, 1, chunk);
                        ps.setString(2, project.value());
                    },
                    (rs, row) -> run(rs)));
        }
        return runs;
    }

    /// The page's keys are found first, so that no more values are read than are shown.
    private List<Run> select(Where where, String limit, Object... limits) {
        var arguments = new ArrayList<@Nullable Object>(where.arguments);
        arguments.addAll(List.of(limits));
        return jdbc.query(
                "select " + COLUMNS + " from (select * from runs r where " + where.sql + ORDER + limit + ") r"
                        + WITH_VALUES + ORDER,
                (rs, row) -> run(rs),
                arguments.toArray());
    }

    private static Run run(ResultSet rs) throws SQLException {
        var parent = rs.getString("parent_id");
        return new Run(
                new RunId(rs.getString("run_id")),
                rs.getString("name"),
                rs.getString("experiment_id"),
                rs.getString("experiment"),
                rs.getString("user_name"),
                RunStatus.valueOf(rs.getString("status")),
                instant(rs, "started_at"),
                instant(rs, "ended_at"),
                rs.getBoolean("deleted"),
                Artifacts.valueOf(rs.getString("artifacts")),
                rs.getString("source_commit"),
                rs.getString("version"),
                parent == null ? null : new RunId(parent),
                RunValues.numbers(rs.getString("metrics")),
                RunValues.texts(rs.getString("params")),
                RunValues.texts(rs.getString("tags")),
                rs.getString("params_hash"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        return RunStore.instant(rs.getObject(column, OffsetDateTime.class));
    }

    private static List<List<String>> chunks(Collection<String> values) {
        var all = values.stream().distinct().toList();
        var chunks = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return chunks;
    }

    /// Conditions with their bound values.
    private static final class Where {

        private String sql;
        private final List<@Nullable Object> arguments = new ArrayList<>();

        Where(String sql, Object argument) {
            this.sql = sql;
            arguments.add(argument);
        }

        static Where of(RunQuery query) {
            var where = new Where("r.project = ?", query.project().value());
            if (!query.includeDeleted()) {
                where.and("not r.deleted");
            }
            if (query.version() != null) {
                where.and("r.version = ?", query.version());
            }
            if (query.experiment() != null) {
                where.and("r.experiment = ?", query.experiment());
            }
            if (query.status() != null) {
                where.and("r.status = ?", query.status().name());
            }
            if (query.text() != null && !query.text().isBlank()) {
                var like = "%" + escaped(query.text().strip().toLowerCase(Locale.ROOT)) + "%";
                where.and(
                        "(lower(r.name) like ? escape '!' or lower(r.run_id) like ? escape '!'"
                                + " or lower(r.experiment) like ? escape '!' or lower(r.user_name) like ? escape '!'"
                                + " or lower(r.version) like ? escape '!')",
                        like,
                        like,
                        like,
                        like,
                        like);
            }
            return where;
        }

        void and(String condition, @Nullable Object... values) {
            sql += " and " + condition;
            for (Object value : values) {
                arguments.add(value instanceof String text ? text.replace('\u0000', '\uFFFD') : value);
            }
        }

        private static String escaped(String text) {
            return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        }
    }
}
