package dev.vigia.notify;

import dev.vigia.platform.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of the outbox: stored many at once, sent one by one.
@Repository
class OutboxStore {

    static final Duration PATIENCE = Duration.ofHours(24);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String GIVEN = """
            select r, k, s, n, d from unnest(cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as varchar%1$s),
                cast(? as varchar%1$s), cast(? as varchar%1$s), cast(? as boolean%1$s)) u (r, k, s, n, d, b)
            where not b or exists (select 1 from notify_delivery o where o.receiver = r and o.subject = s)
            """;
    private static final String COLUMNS =
            "receiver, event_key, subject, notice, delivery_id, created_at, next_try_at, give_up_at";
    private static final String TIMES = "cast(? as timestamp with time zone), cast(? as timestamp with time zone),"
            + " cast(? as timestamp with time zone)";

    private static final String DUE = "select id, notice, delivery_id, created_at, attempts, give_up_at, subject"
            + " from notify_delivery d where receiver = ? and next_try_at <= ?"
            // Of one thing, one after another: its end is not told before its beginning.
            + " and not exists (select 1 from notify_delivery e where e.receiver = d.receiver and e.subject = d.subject"
            + " and e.id < d.id and e.next_try_at is not null) order by next_try_at, id limit 1";

    /// @param needsBeginning whether it is only told to whoever was told of the same subject before
    record Row(String receiver, String key, Notice notice, boolean needsBeginning) {}

    /// One that is to be sent now.
    ///
    /// @param attempts with this one
    /// @param remote what telling of the same subject became before
    record Due(
            long id,
            Notice notice,
            String delivery,
            Instant createdAt,
            int attempts,
            Instant giveUpAt,
            @Nullable String remote) {}

    private final JdbcTemplate jdbc;
    private final String insert;
    private final String register;

    OutboxStore(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.insert = dialect.choose("""
                merge into notify_delivery t using (%s) s on t.receiver = s.r and t.event_key = s.k
                when not matched then insert (%s) values (s.r, s.k, s.s, s.n, s.d, %s)
                """.formatted(GIVEN.formatted(" array"), COLUMNS, TIMES), """
                insert into notify_delivery (%s) select r, k, s, n, d, %s from (%s) g
                on conflict (receiver, event_key) do nothing
                """.formatted(
                        COLUMNS, TIMES, GIVEN.formatted("[]")));
        this.register =
                dialect.choose("""
                merge into notify_receiver t using (select cast(? as varchar) as name) s on t.name = s.name
                when not matched then insert (name) values (s.name)
                """, "insert into notify_receiver (name) values (?) on conflict (name) do nothing");
    }

    void insert(List<Row> rows, Instant now) {
        var valuesFirst = insert.startsWith("insert");
        jdbc.update(connection -> {
            var ps = connection.prepareStatement(insert);
            var index = valuesFirst ? times(ps, 1, now) : 1;
            index = array(ps, index, "varchar", rows, Row::receiver);
            index = array(ps, index, "varchar", rows, Row::key);
            index = array(ps, index, "varchar", rows, row -> row.notice().subject());
            index = array(ps, index, "varchar", rows, row -> JSON.writeValueAsString(row.notice()));
            index = array(ps, index, "varchar", rows, _ -> UUID.randomUUID().toString());
            index = array(ps, index, "boolean", rows, Row::needsBeginning);
            if (!valuesFirst) {
                times(ps, index, now);
            }
            return ps;
        });
    }

    private static int times(PreparedStatement ps, int index, Instant now) throws SQLException {
        ps.setObject(index, utc(now));
        ps.setObject(index + 1, utc(now));
        ps.setObject(index + 2, utc(now.plus(PATIENCE)));
        return index + 3;
    }

    void register(Collection<String> receivers) {
        receivers.forEach(receiver -> jdbc.update(register, receiver));
    }

    boolean isDue(String receiver, Instant now) {
        return !jdbc.queryForList(
                        "select 1 from notify_receiver r where name = ? and (rest_until is null or rest_until <= ?)"
                                + " and exists (select 1 from notify_delivery d where d.receiver = r.name"
                                + " and d.next_try_at <= ?)",
                        Integer.class,
                        receiver,
                        utc(now),
                        utc(now))
                .isEmpty();
    }

    /// Only one replica at a time sends to a receiver.
    ///
    /// @return whether it is this one
    boolean lease(String receiver, String owner, Instant now, Instant until) {
        return jdbc.update(
                        "update notify_receiver set leased_by = ?, leased_until = ? where name = ?"
                                + " and (leased_by is null or leased_by = ? or leased_until <= ?)"
                                + " and (rest_until is null or rest_until <= ?)",
                        owner,
                        utc(until),
                        receiver,
                        owner,
                        utc(now),
                        utc(now))
                == 1;
    }

    void release(String receiver, String owner) {
        jdbc.update(
                "update notify_receiver set leased_by = null, leased_until = null where name = ? and leased_by = ?",
                receiver,
                owner);
    }

    /// The next one, counted as tried from now on: a process that dies in between is known to have tried.
    Optional<Due> next(String receiver, Instant now) {
        var found = jdbc.query(DUE, (rs, _) -> due(rs, receiver), receiver, utc(now)).stream()
                .findFirst();
        found.ifPresent(
                due -> jdbc.update("update notify_delivery set attempts = ? where id = ?", due.attempts(), due.id()));
        return found;
    }

    private Due due(ResultSet rs, String receiver) throws SQLException {
        return new Due(
                rs.getLong("id"),
                JSON.readValue(rs.getString("notice"), Notice.class),
                rs.getString("delivery_id"),
                instant(rs, "created_at"),
                rs.getInt("attempts") + 1,
                instant(rs, "give_up_at"),
                remote(receiver, rs.getString("subject")));
    }

    private @Nullable String remote(String receiver, String subject) {
        return jdbc
                .queryForList(
                        "select remote from notify_delivery where receiver = ? and subject = ? and remote is not null"
                                + " order by id desc limit 1",
                        String.class,
                        receiver,
                        subject)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void sent(String receiver, long id, Instant now, @Nullable String remote) {
        jdbc.update(
                "update notify_delivery set sent_at = ?, next_try_at = null, dead_at = null, error = null, remote = ?"
                        + " where id = ?",
                utc(now),
                remote,
                id);
        jdbc.update(
                "update notify_receiver set last_sent_at = ?, rest_until = null, failures = 0, failing_since = null,"
                        + " error = null where name = ?",
                utc(now),
                receiver);
    }

    void later(long id, Instant next, String error) {
        jdbc.update("update notify_delivery set next_try_at = ?, error = ? where id = ?", utc(next), error, id);
    }

    void dead(long id, Instant now, String error) {
        jdbc.update(
                "update notify_delivery set next_try_at = null, dead_at = ?, error = ? where id = ?",
                utc(now),
                error,
                id);
    }

    /// How often in a row it failed before.
    int failures(String receiver) {
        return jdbc
                .queryForList("select failures from notify_receiver where name = ?", Integer.class, receiver)
                .stream()
                .findFirst()
                .orElse(0);
    }

    void rest(String receiver, Instant now, Instant until, String error) {
        jdbc.update(
                "update notify_receiver set failures = failures + 1, failing_since = coalesce(failing_since, ?),"
                        + " rest_until = ?, error = ? where name = ?",
                utc(now),
                utc(until),
                error,
                receiver);
    }

    /// Answered, and not as it should: there is no use in resting.
    void failed(String receiver, Instant now, String error) {
        jdbc.update(
                "update notify_receiver set failing_since = coalesce(failing_since, ?), error = ? where name = ?",
                utc(now),
                error,
                receiver);
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static <T> int array(
            PreparedStatement ps, int index, String type, List<T> rows, Function<T, ? extends Object> value)
            throws SQLException {
        ps.setArray(
                index,
                ps.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
        return index + 1;
    }
}
