package dev.vigia.kpi;

import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Threshold;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Breaches, open and over.
@Repository
class BreachStore {

    private static final String SELECT = "select id, project, kpi, rule, severity, opened_at, closed_at, sample,"
            + " limit_value, baseline_value, baseline, source, origin, version from kpi_breach";

    private final JdbcClient jdbc;

    BreachStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that last, worst first, of every project.
    List<KpiBreach> open() {
        return jdbc.sql(SELECT + " where closed_at is null order by project, severity, kpi, id")
                .query((rs, _) -> breach(rs))
                .list();
    }

    List<KpiBreach> open(ProjectKey project) {
        return jdbc.sql(SELECT + " where project = ? and closed_at is null order by severity, kpi, id")
                .param(project.value())
                .query((rs, _) -> breach(rs))
                .list();
    }

    /// Newest first.
    List<KpiBreach> history(ProjectKey project, int limit) {
        return jdbc.sql(SELECT + " where project = ? order by id desc limit ?")
                .params(project.value(), limit)
                .query((rs, _) -> breach(rs))
                .list();
    }

    void open(KpiBreach breach) {
        jdbc.sql(
                        "insert into kpi_breach (project, kpi, rule, severity, opened_at, sample, limit_value,"
                                + " baseline_value, baseline, source, origin, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        breach.project().value(),
                        breach.kpi(),
                        breach.rule(),
                        breach.severity().name(),
                        breach.openedAt().atOffset(ZoneOffset.UTC))
                .params(values(breach))
                .update();
    }

    void update(KpiBreach breach) {
        jdbc.sql("update kpi_breach set sample = ?, limit_value = ?, baseline_value = ?, baseline = ?, source = ?,"
                        + " origin = ?, version = ? where id = ?")
                .params(values(breach))
                .param(breach.id())
                .update();
    }

    private static List<@Nullable Object> values(KpiBreach breach) {
        return java.util.Arrays.asList(
                breach.value(),
                breach.limit(),
                breach.baselineValue(),
                breach.baseline(),
                breach.source().name(),
                breach.origin(),
                breach.version());
    }

    void close(KpiBreach breach, Instant at) {
        jdbc.sql("update kpi_breach set closed_at = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), breach.id())
                .update();
    }

    private static KpiBreach breach(ResultSet rs) throws SQLException {
        var closed = rs.getObject(7, OffsetDateTime.class);
        return new KpiBreach(
                rs.getLong(1),
                new ProjectKey(rs.getString(2)),
                rs.getString(3),
                rs.getString(4),
                Threshold.Severity.valueOf(rs.getString(5)),
                rs.getObject(6, OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant(),
                rs.getDouble(8),
                number(rs, 9),
                number(rs, 10),
                rs.getString(11),
                SampleSource.valueOf(rs.getString(12)),
                rs.getString(13),
                rs.getString(14));
    }

    private static @Nullable Double number(ResultSet rs, int column) throws SQLException {
        var number = rs.getDouble(column);
        return rs.wasNull() ? null : number;
    }
}
