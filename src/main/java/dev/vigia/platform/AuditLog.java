package dev.vigia.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who did what to what, append-only, and told in the log. Takes part in the caller's transaction, so that an act that
/// is rolled
/// back leaves no entry.
@Service
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final String SUBJECT = "vigia.subject";
    private static final int LONGEST = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// One entry.
    ///
    /// @param actor an account's name, `token:<id>`, or `vigia` for the program itself
    /// @param action stable and lower case, such as `sign-in-failed`, `outbound-refused`, `sync-requested`
    /// @param subject what it was done to
    public record Entry(long id, Instant at, String actor, String action, String subject, String detail) {}

    /// @param detail a sentence, never with a secret; cut after 2000 characters, as every other part
    @Transactional
    public void record(String actor, String action, String subject, String detail) {
        record(actor, action, subject, detail, Map.of());
    }

    /// @param fields of its line in the log, by names as in [LogLine]
    @Transactional
    public void record(
            String actor, String action, String subject, String detail, Map<String, @Nullable Object> fields) {
        jdbc.sql("insert into audit_log (at, actor, action, subject, detail) values (?, ?, ?, ?, ?)")
                .param(OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC))
                .param(storable(actor))
                .param(storable(action))
                .param(storable(subject))
                .param(storable(detail))
                .update();
        // Without the detail: what people write is for those who may sign in.
        var line = LogLine.info(LOG, action).by(actor).with(SUBJECT, subject);
        fields.forEach(line::with);
        line.say(actor + ": " + action + ", " + subject);
    }

    /// Newest first.
    public List<Entry> latest(int limit) {
        return jdbc.sql("select id, at, actor, action, subject, detail from audit_log order by id desc limit ?")
                .param(limit)
                .query((rs, row) -> new Entry(
                        rs.getLong("id"),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("actor"),
                        rs.getString("action"),
                        rs.getString("subject"),
                        rs.getString("detail")))
                .list();
    }

    /// PostgreSQL refuses NUL in text; other control characters would let an entry forge a second line.
    private static String storable(String text) {
        var shown = text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return shown.toString();
    }
}
