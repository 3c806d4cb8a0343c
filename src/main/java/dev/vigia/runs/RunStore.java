package dev.vigia.runs;

import dev.vigia.platform.ByKeys;
import dev.vigia.platform.Dialect;
import dev.vigia.projects.ProjectKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Writes runs in batches and knows how far each project's sync came.
@Repository
class RunStore {

    private static final int CHUNK = 500;
    private static final String RUN_COLUMNS =
            "name, experiment_id, experiment, user_name, status, started_at, ended_at, listed_at, deleted,"
                    + " artifacts, source_commit, version, parent_id, params_hash, content_hash";

    /// What is known of a stored run without its values.
    record Known(
            String contentHash,
            @Nullable String version,
            @Nullable String sourceCommit,
            Artifacts artifacts) {}

    /// @param contentHash over all that the source said, so that an unchanged run is not written again
    record Row(Run run, String metrics, String params, String tags, String contentHash) {

        static Row of(Run run) {
            var metrics = RunValues.json(run.metrics());
            var params = RunValues.json(run.params());
            var tags = RunValues.json(run.tags());
            var content = new StringBuilder(metrics.length() + params.length() + tags.length() + 400);
            for (Object part : new @Nullable Object[] {
                run.name(),
                run.experimentId(),
                run.experiment(),
                run.user(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                run.deleted(),
                run.sourceCommit(),
                run.version(),
                run.parent(),
                metrics,
                params,
                tags
            }) {
                content.append(part).append('\u0000');
            }
            return new Row(
                    run, metrics, params, tags, ParamsHash.sha256(content).substring(0, 32));
        }
    }

    /// @param settings what the last complete sync read: address, experiments and version tag
    record Progress(
            String settings,
            @Nullable Instant newestStart,
            @Nullable Instant newestEnd,
            Instant lookedAt) {}

    private final JdbcTemplate jdbc;
    private final String upsertRun;
    private final String upsertValues;

    RunStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.upsertRun = upsert(dialect, "runs", RUN_COLUMNS);
        this.upsertValues = upsert(dialect, "run_values", "metrics, params, tags");
    }

    private static String upsert(Dialect dialect, String table, String columns) {
        var names = columns.split(", ?", -1);
        var marks = "?, ?" + ", ?".repeat(names.length);
        var sets = String.join(
                ", ",
                Arrays.stream(names).map(name -> name + " = excluded." + name).toList());
        return dialect.choose(
                "merge into %s (project, run_id, %s) key (project, run_id) values (%s)"
                        .formatted(table, columns, marks),
                "insert into %s (project, run_id, %s) values (%s) on conflict (project, run_id) do update set %s"
                        .formatted(table, columns, marks, sets));
    }

    Map<String, Known> known(ProjectKey project, Collection<String> ids) {
        var found = new HashMap<String, Known>(ids.size() * 2);
        chunks(List.copyOf(ids))
                .forEach(chunk -> jdbc.query(
                        "select r.run_id, r.content_hash, r.version, r.source_commit, r.artifacts"
                                + ByKeys.from("runs r", "r", "run_id"),
                        ps -> {
                            texts(ps, 1, chunk);
                            ps.setString(2, project.value());
                        },
                        rs -> {
                            found.put(
                                    rs.getString(1),
                                    new Known(
                                            rs.getString(2),
                                            rs.getString(3),
                                            rs.getString(4),
                                            Artifacts.valueOf(rs.getString(5))));
                        }));
        return found;
    }

    void upsert(ProjectKey project, List<Row> rows) {
        jdbc.batchUpdate(upsertRun, rows, CHUNK, (ps, row) -> {
            var run = row.run();
            ps.setString(1, project.value());
            ps.setString(2, run.id().value());
            ps.setString(3, run.name());
            ps.setString(4, run.experimentId());
            ps.setString(5, run.experiment());
            ps.setString(6, run.user());
            ps.setString(7, run.status().name());
            ps.setObject(8, at(run.startedAt()));
            ps.setObject(9, at(run.endedAt()));
            ps.setObject(10, at(run.startedAt() == null ? Instant.EPOCH : run.startedAt()));
            ps.setBoolean(11, run.deleted());
            ps.setString(12, run.artifacts().name());
            ps.setString(13, run.sourceCommit());
            ps.setString(14, run.version());
            ps.setString(15, run.parent() == null ? null : run.parent().value());
            ps.setString(16, run.paramsHash());
            ps.setString(17, row.contentHash());
        });
        jdbc.batchUpdate(upsertValues, rows, CHUNK, (ps, row) -> {
            ps.setString(1, project.value());
            ps.setString(2, row.run().id().value());
            ps.setString(3, RunValues.stored(row.metrics()));
            ps.setString(4, RunValues.stored(row.params()));
            ps.setString(5, RunValues.stored(row.tags()));
        });
    }

    void remove(ProjectKey project, List<String> ids) {
        for (String table : List.of("runs", "run_values")) {
            jdbc.batchUpdate("delete from " + table + " where project = ? and run_id = ?", ids, CHUNK, (ps, id) -> {
                ps.setString(1, project.value());
                ps.setString(2, id);
            });
        }
    }

    void artifacts(ProjectKey project, RunId run, Artifacts artifacts) {
        jdbc.update(
                "update runs set artifacts = ? where project = ? and run_id = ?",
                artifacts.name(),
                project.value(),
                run.value());
    }

    /// Ids of all stored runs of the experiments.
    List<String> ids(ProjectKey project, Collection<String> experimentIds) {
        return jdbc.query(
                "select run_id from runs where project = ? and experiment_id = any(?)",
                ps -> {
                    ps.setString(1, project.value());
                    texts(ps, 2, experimentIds);
                },
                (rs, row) -> rs.getString(1));
    }

    List<String> ids(ProjectKey project) {
        return jdbc.queryForList("select run_id from runs where project = ?", String.class, project.value());
    }

    long count(ProjectKey project) {
        return Optional.ofNullable(
                        jdbc.queryForObject("select count(*) from runs where project = ?", Long.class, project.value()))
                .orElse(0L);
    }

    /// The newest runs that had not ended, as far back as `since`.
    List<RunId> open(ProjectKey project, Instant since, int limit) {
        var states = Arrays.stream(RunStatus.values())
                .filter(RunStatus::isOpen)
                .map(status -> "'" + status.name() + "'")
                .toList();
        return jdbc.query(
                "select run_id from runs where project = ? and status in (" + String.join(", ", states)
                        + ") and listed_at >= ? order by listed_at desc, run_id limit ?",
                (rs, row) -> new RunId(rs.getString(1)),
                project.value(),
                at(since),
                limit);
    }

    /// The newest runs that claim a version, deleted ones too.
    List<RunId> claiming(ProjectKey project, int limit) {
        return jdbc.query(
                "select run_id from runs where project = ? and version is not null order by listed_at desc, run_id limit ?",
                (rs, row) -> new RunId(rs.getString(1)),
                project.value(),
                limit);
    }

    /// Ended live runs that claim a version and of which it is not known whether they have artifacts, newest first.
    List<RunId> withoutArtifacts(ProjectKey project, boolean absentToo, int limit) {
        return jdbc.query(
                "select run_id from runs where project = ? and version is not null and not deleted and ended_at is not null"
                        + " and artifacts in ('UNKNOWN'" + (absentToo ? ", 'ABSENT'" : "")
                        + ") order by listed_at desc, run_id limit ?",
                (rs, row) -> new RunId(rs.getString(1)),
                project.value(),
                limit);
    }

    Optional<Progress> progress(ProjectKey project) {
        return jdbc
                .query(
                        "select settings, newest_start, newest_end, looked_at from run_syncs where project = ?",
                        (rs, row) -> new Progress(
                                rs.getString(1),
                                instant(rs.getObject(2, OffsetDateTime.class)),
                                instant(rs.getObject(3, OffsetDateTime.class)),
                                rs.getObject(4, OffsetDateTime.class).toInstant()),
                        project.value())
                .stream()
                .findFirst();
    }

    void finished(ProjectKey project, Progress progress, List<Experiment> experiments) {
        jdbc.update("delete from run_syncs where project = ?", project.value());
        jdbc.update(
                "insert into run_syncs (project, settings, newest_start, newest_end, looked_at) values (?, ?, ?, ?, ?)",
                project.value(),
                progress.settings(),
                at(progress.newestStart()),
                at(progress.newestEnd()),
                at(progress.lookedAt()));
        if (experiments.equals(experiments(project))) {
            return;
        }
        jdbc.update("delete from run_experiments where project = ?", project.value());
        jdbc.batchUpdate(
                "insert into run_experiments (project, experiment_id, name, deleted) values (?, ?, ?, ?)",
                experiments,
                CHUNK,
                (ps, experiment) -> {
                    ps.setString(1, project.value());
                    ps.setString(2, experiment.id());
                    ps.setString(3, experiment.name());
                    ps.setBoolean(4, experiment.deleted());
                });
    }

    List<Experiment> experiments(ProjectKey project) {
        return jdbc.query(
                "select experiment_id, name, deleted from run_experiments where project = ? order by experiment_id",
                (rs, row) -> new Experiment(rs.getString(1), rs.getString(2), rs.getBoolean(3)),
                project.value());
    }

    static void texts(PreparedStatement ps, int index, Collection<String> values) throws SQLException {
        ps.setArray(index, ps.getConnection().createArrayOf("varchar", ByKeys.array(values)));
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static List<List<String>> chunks(List<String> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + CHUNK)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + CHUNK)))
                .toList();
    }
}
