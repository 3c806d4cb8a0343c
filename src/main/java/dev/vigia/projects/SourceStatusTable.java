package dev.vigia.projects;

import dev.vigia.platform.ChangeTicker;
import dev.vigia.projects.SourceSync.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The table `source_status`. Each change of it shows on open screens.
@Repository
class SourceStatusTable {

    static final String TOPIC = "sources";
    private static final int LONGEST = 2_000;

    private final JdbcClient jdbc;
    private final ChangeTicker ticker;
    private final Clock clock;

    SourceStatusTable(JdbcClient jdbc, ChangeTicker ticker, Clock clock) {
        this.jdbc = jdbc;
        this.ticker = ticker;
        this.clock = clock;
    }

    record Row(
            @Nullable Instant lastAttemptAt,
            @Nullable Instant lastGoodAt,
            @Nullable Instant lastFullAt,
            @Nullable String lastOutcome,
            @Nullable String errorCode,
            @Nullable String error,
            boolean requested,
            boolean fullRequested,
            SourceStatus.@Nullable Progress progress) {

        static final Row NONE = new Row(null, null, null, null, null, null, false, false, null);
    }

    Map<SourceId, Row> all() {
        var rows = new HashMap<SourceId, Row>();
        jdbc.sql("select * from source_status").query(rs -> {
            // Rows of projects that were since taken out of the settings stay, and are nobody's.
            rows.put(
                    new SourceId(new ProjectKey(rs.getString("project")), SourceKind.valueOf(rs.getString("kind"))),
                    row(rs));
        });
        return rows;
    }

    Row find(SourceId id) {
        return jdbc.sql("select * from source_status where project = ? and kind = ?")
                .param(id.project().value())
                .param(id.kind().name())
                .query((rs, n) -> row(rs))
                .optional()
                .orElse(Row.NONE);
    }

    void makeSureOf(SourceId id) {
        var present = jdbc.sql("select count(*) from source_status where project = ? and kind = ?")
                .param(id.project().value())
                .param(id.kind().name())
                .query(Long.class)
                .single();
        if (present == 0) {
            try {
                jdbc.sql("insert into source_status (project, kind) values (?, ?)")
                        .param(id.project().value())
                        .param(id.kind().name())
                        .update();
            } catch (DuplicateKeyException e) {
                // Another replica starts at the same time.
            }
        }
    }

    @Transactional
    void request(SourceId id, Mode mode) {
        update("requested = true, full_requested = full_requested or ?", id, mode == Mode.FULL);
    }

    @Transactional
    void started(SourceId id) {
        update(
                "requested = false, last_attempt_at = ?, progress_what = ?, progress_done = 0, progress_total = 0,"
                        + " progress_since = ?",
                id,
                now(),
                "starting",
                now());
    }

    @Transactional
    void progress(SourceId id, String what, long done, long total) {
        update("progress_what = ?, progress_done = ?, progress_total = ?", id, storable(what), done, total);
    }

    @Transactional
    void succeeded(SourceId id, Mode mode, String outcome) {
        var full = mode == Mode.FULL ? ", last_full_at = last_attempt_at, full_requested = false" : "";
        update(
                "last_good_at = ?, last_outcome = ?, error_code = null, error = null, progress_since = null" + full,
                id,
                now(),
                storable(outcome));
    }

    @Transactional
    void failed(SourceId id, String code, String sentence) {
        update("error_code = ?, error = ?, progress_since = null", id, storable(code), storable(sentence));
    }

    private void update(String assignments, SourceId id, Object... values) {
        var statement = jdbc.sql("update source_status set " + assignments + " where project = ? and kind = ?");
        for (var value : values) {
            statement = statement.param(value);
        }
        statement.param(id.project().value()).param(id.kind().name()).update();
        ticker.changed(TOPIC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Row row(ResultSet rs) throws SQLException {
        var since = instant(rs, "progress_since");
        return new Row(
                instant(rs, "last_attempt_at"),
                instant(rs, "last_good_at"),
                instant(rs, "last_full_at"),
                rs.getString("last_outcome"),
                rs.getString("error_code"),
                rs.getString("error"),
                rs.getBoolean("requested"),
                rs.getBoolean("full_requested"),
                since == null
                        ? null
                        : new SourceStatus.Progress(
                                Optional.ofNullable(rs.getString("progress_what"))
                                        .orElse(""),
                                rs.getLong("progress_done"),
                                rs.getLong("progress_total"),
                                since));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /// PostgreSQL refuses NUL, and the words of a failing server can hold anything.
    private static String storable(String text) {
        var kept = text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return kept.toString();
    }
}
