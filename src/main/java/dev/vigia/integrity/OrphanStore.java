package dev.vigia.integrity;

import dev.vigia.platform.ByKeys;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Live runs whose claim does not fit.
@Component
class OrphanStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OrphanStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param others the tags or runs that the reason names
    record Orphan(Run run, String version, String code, List<String> others) {}

    /// @return whether anything changed
    boolean replace(ProjectKey project, Collection<String> versions, List<Orphan> orphans) {
        var before = select(
                ByKeys.from("integrity_orphan o", "o", "version"), project, ByKeys.array(versions), project.value());
        var after = orphans.stream()
                .map(orphan -> record(project, orphan))
                .sorted(Comparator.comparing(OrphanRun::runId))
                .toList();
        if (before.stream()
                .sorted(Comparator.comparing(OrphanRun::runId))
                .toList()
                .equals(after)) {
            return false;
        }
        var gone = Stream.concat(before.stream(), after.stream())
                .map(OrphanRun::runId)
                .distinct()
                .toList();
        batches.batchUpdate(
                "delete from integrity_orphan where project = ? and run_id = ?", gone, 1000, (statement, run) -> {
                    statement.setString(1, project.value());
                    statement.setString(2, run);
                });
        batches.batchUpdate(
                "insert into integrity_orphan (project, run_id, name, experiment, version, started_at, code, others)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                orphans,
                1000,
                (statement, orphan) -> {
                    var run = orphan.run();
                    statement.setString(1, project.value());
                    statement.setString(2, run.id().value());
                    statement.setString(3, run.name());
                    statement.setString(4, run.experiment());
                    statement.setString(5, orphan.version());
                    if (run.startedAt() == null) {
                        statement.setNull(6, Types.TIMESTAMP_WITH_TIMEZONE);
                    } else {
                        statement.setObject(6, IntegrityStore.utc(run.startedAt()));
                    }
                    statement.setString(7, orphan.code());
                    statement.setString(8, FindingJson.writeNames(orphan.others()));
                });
        return true;
    }

    List<OrphanRun> all(ProjectKey project) {
        return select(" from integrity_orphan o where o.project = ?", project, project.value());
    }

    private List<OrphanRun> select(String from, ProjectKey project, Object... params) {
        return jdbc.sql("select o.run_id, o.name, o.experiment, o.version, o.started_at, o.code, o.others" + from
                        + " order by o.run_id")
                .params(params)
                .query((row, _) -> {
                    var others = FindingJson.readNames(row.getString(7));
                    return new OrphanRun(
                            project,
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            IntegrityStore.instant(row.getObject(5, OffsetDateTime.class)),
                            row.getString(6),
                            OrphanReasons.of(row.getString(6), row.getString(4), others));
                })
                .list();
    }

    private static OrphanRun record(ProjectKey project, Orphan orphan) {
        var run = orphan.run();
        return new OrphanRun(
                project,
                run.id().value(),
                run.name(),
                run.experiment(),
                orphan.version(),
                run.startedAt(),
                orphan.code(),
                OrphanReasons.of(orphan.code(), orphan.version(), orphan.others()));
    }
}
