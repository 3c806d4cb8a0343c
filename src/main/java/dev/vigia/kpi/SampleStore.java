package dev.vigia.kpi;

import dev.vigia.platform.ByKeys;
import dev.vigia.platform.Dialect;
import dev.vigia.projects.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The samples. Rows are only added; what is no longer so gets an end.
@Repository
class SampleStore {

    private static final int BATCH = 1000;

    /// What counts: values that nothing took the place of. Of a version's metrics files only what its run, if it has
    /// one, did not log itself; and the time that the run took only where those files say nothing either.
    static final String COUNTS = " s.replaced_at is null and (s.source <> 'DVC' or not exists (select 1 from"
            + " kpi_version v join kpi_sample r on r.project = v.project and r.origin = v.run_id where"
            + " v.project = s.project and v.tag = s.origin and r.kpi = s.kpi and r.source = 'RUN' and not r.clocked"
            + " and r.replaced_at is null)) and (not s.clocked or not exists (select 1 from kpi_version v"
            + " join kpi_sample d on d.project = v.project and d.origin = v.tag where v.project = s.project"
            + " and v.run_id = s.origin and d.kpi = s.kpi and d.source = 'DVC' and d.replaced_at is null))";

    private static final String COLUMNS = "s.kpi, s.sampled_at, s.source, s.origin, s.sample, s.clocked";

    private final JdbcTemplate jdbc;
    private final String raise;

    SampleStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.raise = dialect.choose(
                "merge into kpi_series t using (values (cast(? as varchar), cast(? as varchar))) v (project, kpi)"
                        + " on t.project = v.project and t.kpi = v.kpi"
                        + " when matched then update set revision = t.revision + 1"
                        + " when not matched then insert (project, kpi, revision) values (v.project, v.kpi, 1)",
                "insert into kpi_series (project, kpi, revision) values (?, ?, 1)"
                        + " on conflict (project, kpi) do update set revision = kpi_series.revision + 1");
    }

    record Stored(long id, Sample sample) {}

    /// What counts now of these origins.
    List<Stored> of(ProjectKey project, SampleSource source, Collection<String> origins) {
        var stored = new ArrayList<Stored>();
        var keys = List.of(ByKeys.array(origins));
        for (var from = 0; from < keys.size(); from += BATCH) {
            var chunk = keys.subList(from, Math.min(keys.size(), from + BATCH)).toArray(String[]::new);
            jdbc.query(
                    "select s.id, " + COLUMNS + ByKeys.from("kpi_sample s", "s", "origin")
                            + " where s.replaced_at is null and s.source = ?",
                    ps -> {
                        ps.setArray(1, ps.getConnection().createArrayOf("varchar", chunk));
                        ps.setString(2, project.value());
                        ps.setString(3, source.name());
                    },
                    rs -> {
                        stored.add(new Stored(rs.getLong(1), sample(rs, 2)));
                    });
        }
        return stored;
    }

    /// Ids or names of everything of that source that has a sample now.
    Set<String> origins(ProjectKey project, SampleSource source) {
        return new HashSet<>(jdbc.queryForList(
                "select distinct origin from kpi_sample where project = ? and source = ? and replaced_at is null",
                String.class,
                project.value(),
                source.name()));
    }

    void insert(ProjectKey project, List<Sample> samples, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into kpi_sample (project, kpi, sampled_at, source, origin, sample, clocked, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                samples,
                BATCH,
                (ps, sample) -> {
                    ps.setString(1, project.value());
                    ps.setString(2, sample.kpi());
                    ps.setObject(3, sample.at().atOffset(ZoneOffset.UTC));
                    ps.setString(4, sample.source().name());
                    ps.setString(5, sample.origin());
                    ps.setDouble(6, sample.value());
                    ps.setBoolean(7, sample.clocked());
                    ps.setObject(8, at);
                });
    }

    void end(ProjectKey project, List<Stored> stored, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "update kpi_sample set replaced_at = ? where project = ? and kpi = ? and sampled_at = ? and id = ?",
                stored,
                BATCH,
                (ps, each) -> {
                    ps.setObject(1, at);
                    ps.setString(2, project.value());
                    ps.setString(3, each.sample().kpi());
                    ps.setObject(4, each.sample().at().atOffset(ZoneOffset.UTC));
                    ps.setLong(5, each.id());
                });
    }

    /// Tells readers that hold a series in memory to read it anew.
    void rewritten(ProjectKey project, Collection<String> kpis) {
        kpis.forEach(kpi -> jdbc.update(raise, project.value(), kpi));
    }

    Optional<Sample> latest(ProjectKey project, String kpi) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from kpi_sample s where s.project = ? and s.kpi = ?" + " and" + COUNTS
                                + " order by s.sampled_at desc, s.id desc limit 1",
                        (rs, _) -> sample(rs, 1),
                        project.value(),
                        kpi)
                .stream()
                .findFirst();
    }

    /// The newest ones before the moment, newest first.
    List<Sample> before(ProjectKey project, String kpi, Instant at, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from kpi_sample s where s.project = ? and s.kpi = ? and s.sampled_at < ?"
                        + " and" + COUNTS + " order by s.sampled_at desc, s.id desc limit ?",
                (rs, _) -> sample(rs, 1),
                project.value(),
                kpi,
                at.atOffset(ZoneOffset.UTC),
                limit);
    }

    static Sample sample(ResultSet rs, int from) throws SQLException {
        return new Sample(
                rs.getString(from),
                rs.getObject(from + 1, OffsetDateTime.class).toInstant(),
                SampleSource.valueOf(rs.getString(from + 2)),
                rs.getString(from + 3),
                rs.getDouble(from + 4),
                rs.getBoolean(from + 5));
    }
}
