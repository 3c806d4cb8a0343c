package dev.vigia.drift;

import dev.vigia.drift.DriftStore.Document;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The reading side of reports.
@Repository
class DriftReader {

    private static final String SELECT = "select r.*, exists (select 1 from drift_document d where d.report_id = r.id"
            + " and d.kind = 'HTML') as html from drift_report r where r.project = ?";
    private static final String SHARE =
            "select id, at, share, dataset_drift, run_id, version from drift_report where project = ?";

    private final JdbcTemplate jdbc;

    DriftReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first, from after the cursor.
    List<DriftReport> page(ProjectKey project, @Nullable DriftCursor after, int limit) {
        var arguments = new ArrayList<Object>(List.of(project.value()));
        var where = "";
        if (after != null) {
            var at = after.at().atOffset(ZoneOffset.UTC);
            where = " and (r.at < ? or r.at = ? and r.id < ?)";
            arguments.addAll(List.of(at, at, after.id()));
        }
        arguments.add(limit);
        return jdbc.query(
                SELECT + where + " order by r.at desc, r.id desc limit ?", (rs, _) -> report(rs), arguments.toArray());
    }

    Optional<DriftReport> find(ProjectKey project, DriftReportId id) {
        return jdbc.query(SELECT + " and r.id = ?", (rs, _) -> report(rs), project.value(), id.value()).stream()
                .findFirst();
    }

    List<ColumnDrift> columns(DriftReportId id) {
        return jdbc.query(
                "select * from drift_column where report_id = ? order by position", (rs, _) -> column(rs), id.value());
    }

    List<DriftShare> shares(ProjectKey project, long afterId, int limit) {
        return jdbc.query(
                SHARE + " and id > ? order by id limit ?", (rs, _) -> share(rs), project.value(), afterId, limit);
    }

    List<DriftShare> newest(ProjectKey project, int limit) {
        return jdbc.query(SHARE + " order by at desc, id desc limit ?", (rs, _) -> share(rs), project.value(), limit);
    }

    /// Packed.
    Optional<byte[]> document(ProjectKey project, DriftReportId id, Document kind) {
        return jdbc
                .query(
                        "select d.body from drift_document d join drift_report r on r.id = d.report_id"
                                + " where r.project = ? and r.id = ? and d.kind = ?",
                        (rs, _) -> rs.getBytes(1),
                        project.value(),
                        id.value(),
                        kind.name())
                .stream()
                .findFirst();
    }

    private static DriftReport report(ResultSet rs) throws SQLException {
        var run = rs.getString("run_id");
        return new DriftReport(
                new DriftReportId(rs.getLong("id")),
                at(rs, "at"),
                at(rs, "received_at"),
                rs.getString("sender"),
                ReportFormat.valueOf(rs.getString("format")),
                rs.getObject("dataset_drift", Boolean.class),
                rs.getObject("share", Double.class),
                rs.getObject("drift_share", Double.class),
                rs.getObject("drifted_columns", Integer.class),
                rs.getObject("tested_columns", Integer.class),
                rs.getObject("reference_rows", Long.class),
                rs.getObject("current_rows", Long.class),
                run == null ? null : new RunId(run),
                rs.getString("version"),
                rs.getBoolean("html"),
                rs.getString("notes").lines().toList());
    }

    private static DriftShare share(ResultSet rs) throws SQLException {
        var run = rs.getString("run_id");
        return new DriftShare(
                new DriftReportId(rs.getLong("id")),
                at(rs, "at"),
                rs.getObject("share", Double.class),
                rs.getObject("dataset_drift", Boolean.class),
                run == null ? null : new RunId(run),
                rs.getString("version"));
    }

    private static ColumnDrift column(ResultSet rs) throws SQLException {
        var rows = new ColumnDrift.Rows(
                rs.getObject("reference_rows", Long.class),
                rs.getObject("current_rows", Long.class),
                rs.getObject("reference_missing", Long.class),
                rs.getObject("current_missing", Long.class));
        return new ColumnDrift(
                rs.getString("name"),
                rs.getString("type"),
                rs.getString("method"),
                rs.getObject("score", Double.class),
                rs.getObject("threshold", Double.class),
                rs.getObject("drifted", Boolean.class),
                rows.equals(new ColumnDrift.Rows(null, null, null, null)) ? null : rows,
                rs.getString("note"));
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
