package dev.vigia.drift;

import dev.vigia.platform.Dialect;
import dev.vigia.projects.ProjectKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The writing side of reports: a row of the report, then all of its columns in one batch.
@Repository
class DriftStore {

    enum Document {
        JSON,
        HTML
    }

    private static final int CHUNK = 500;
    private static final String INSERT = """
            insert into drift_report (project, hash, at, received_at, sender, format, dataset_drift, share, drift_share,
                                      drifted_columns, tested_columns, reference_rows, current_rows, run_id, version,
                                      notes)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSERT_COLUMN = """
            insert into drift_column (report_id, position, name, type, method, score, threshold, drifted,
                                      reference_rows, current_rows, reference_missing, current_missing, note)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final String insert;

    DriftStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.insert = dialect.choose("select id from final table (" + INSERT + ")", INSERT + " returning id");
    }

    Optional<DriftReportId> find(ProjectKey project, String hash) {
        return jdbc
                .queryForList(
                        "select id from drift_report where project = ? and hash = ?", Long.class, project.value(), hash)
                .stream()
                .map(DriftReportId::new)
                .findFirst();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if it is there already
    DriftReportId insert(String hash, DriftSubmission submission, DriftFindings findings, Instant at, Instant now) {
        var id = jdbc.query(
                        insert,
                        ps -> {
                            ps.setString(1, submission.project().value());
                            ps.setString(2, hash);
                            ps.setObject(3, at.atOffset(ZoneOffset.UTC));
                            ps.setObject(4, now.atOffset(ZoneOffset.UTC));
                            ps.setString(5, submission.sender());
                            ps.setString(6, findings.format().name());
                            ps.setObject(7, findings.datasetDrift(), Types.BOOLEAN);
                            ps.setObject(8, findings.share(), Types.DOUBLE);
                            ps.setObject(9, findings.driftShare(), Types.DOUBLE);
                            ps.setObject(10, findings.driftedColumns(), Types.INTEGER);
                            ps.setObject(11, findings.testedColumns(), Types.INTEGER);
                            ps.setObject(12, findings.referenceRows(), Types.BIGINT);
                            ps.setObject(13, findings.currentRows(), Types.BIGINT);
                            var run = submission.run();
                            ps.setString(14, run == null ? null : run.value());
                            ps.setString(15, submission.version());
                            ps.setString(16, String.join("\n", findings.notes()));
                        },
                        (rs, _) -> rs.getLong(1))
                .getFirst();
        insertColumns(Objects.requireNonNull(id), findings.columns());
        return new DriftReportId(id);
    }

    private void insertColumns(long report, List<ColumnDrift> columns) {
        record Placed(int position, ColumnDrift column) {}
        var placed = new ArrayList<Placed>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            placed.add(new Placed(i, columns.get(i)));
        }
        jdbc.batchUpdate(INSERT_COLUMN, placed, CHUNK, (ps, row) -> {
            var column = row.column();
            ps.setLong(1, report);
            ps.setInt(2, row.position());
            ps.setString(3, column.column());
            ps.setString(4, column.type());
            ps.setString(5, column.method());
            ps.setObject(6, column.score(), Types.DOUBLE);
            ps.setObject(7, column.threshold(), Types.DOUBLE);
            ps.setObject(8, column.drifted(), Types.BOOLEAN);
            rows(ps, column.rows());
            ps.setString(13, column.note());
        });
    }

    private static void rows(PreparedStatement ps, ColumnDrift.@Nullable Rows rows) throws SQLException {
        ps.setObject(9, rows == null ? null : rows.reference(), Types.BIGINT);
        ps.setObject(10, rows == null ? null : rows.current(), Types.BIGINT);
        ps.setObject(11, rows == null ? null : rows.referenceMissing(), Types.BIGINT);
        ps.setObject(12, rows == null ? null : rows.currentMissing(), Types.BIGINT);
    }

    boolean has(DriftReportId report, Document kind) {
        return !jdbc.queryForList(
                        "select 1 from drift_document where report_id = ? and kind = ?",
                        Integer.class,
                        report.value(),
                        kind.name())
                .isEmpty();
    }

    void keep(DriftReportId report, Document kind, byte[] body) {
        jdbc.update(
                "insert into drift_document (report_id, kind, bytes, body) values (?, ?, ?, ?)",
                report.value(),
                kind.name(),
                (long) body.length,
                Gzip.packed(body));
    }
}
