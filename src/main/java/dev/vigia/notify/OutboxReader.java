package dev.vigia.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What screens, the API and metrics read of the outbox, and what a person does to it.
@Repository
class OutboxReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// From the indexes: of those that were sent, which are many, none is read.
    private static final String STATES = """
            select name, last_sent_at, failing_since, error, rest_until,
                (select min(next_try_at) from notify_delivery d
                    where d.receiver = r.name and d.next_try_at > timestamp with time zone '1970-01-01 00:00:00Z')
                    as next_try_at,
                (select count(*) from notify_delivery d
                    where d.receiver = r.name and d.next_try_at > timestamp with time zone '1970-01-01 00:00:00Z')
                    as waiting,
                (select count(*) from notify_delivery d
                    where d.receiver = r.name and d.dead_at > timestamp with time zone '1970-01-01 00:00:00Z')
                    as dead
            from notify_receiver r
            """;
    private static final String LETTER =
            "select id, receiver, delivery_id, notice, created_at, dead_at, attempts, error from notify_delivery";

    private final JdbcTemplate jdbc;

    OutboxReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<ReceiverStatus> all(List<Receiver> receivers) {
        var known = new HashMap<String, ReceiverStatus>();
        var byName = receivers.stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
        jdbc.query(STATES, rs -> {
            var receiver = byName.get(rs.getString("name"));
            if (receiver != null) {
                known.put(receiver.name(), status(receiver, rs));
            }
        });
        return receivers.stream()
                .map(receiver -> known.get(receiver.name()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static ReceiverStatus status(Receiver receiver, ResultSet rs) throws SQLException {
        var rest = instant(rs, "rest_until");
        var next = instant(rs, "next_try_at");
        return new ReceiverStatus(
                receiver.name(),
                receiver.kind(),
                receiver.place(),
                instant(rs, "last_sent_at"),
                instant(rs, "failing_since"),
                rs.getString("error"),
                next == null || rest == null || next.isAfter(rest) ? next : rest,
                rs.getLong("waiting"),
                rs.getLong("dead"));
    }

    /// @param before an id; null for the newest
    List<DeadLetter> dead(@Nullable String receiver, @Nullable Long before, int limit) {
        return jdbc.query(
                LETTER + " where dead_at is not null and (cast(? as varchar) is null or receiver = ?)"
                        + " and id < ? order by id desc limit ?",
                (rs, _) -> letter(rs),
                receiver,
                receiver,
                before == null ? Long.MAX_VALUE : before,
                limit);
    }

    Optional<DeadLetter> find(long id) {
        return jdbc.query(LETTER + " where dead_at is not null and id = ?", (rs, _) -> letter(rs), id).stream()
                .findFirst();
    }

    /// @return how many
    int revive(String receiver, @Nullable Long id, Instant now, Instant giveUpAt) {
        return jdbc.update(
                "update notify_delivery set dead_at = null, next_try_at = ?, give_up_at = ?"
                        + " where dead_at is not null and receiver = ? and (cast(? as bigint) is null or id = ?)",
                OutboxStore.utc(now),
                OutboxStore.utc(giveUpAt),
                receiver,
                id,
                id);
    }

    /// Somebody says that it is worth trying again now.
    void wake(String receiver) {
        jdbc.update("update notify_receiver set rest_until = null where name = ?", receiver);
    }

    /// A test was taken: what was said of it before is not so any more.
    void mend(String receiver) {
        jdbc.update(
                "update notify_receiver set rest_until = null, failures = 0, failing_since = null, error = null"
                        + " where name = ?",
                receiver);
    }

    int tidy(Instant before) {
        return jdbc.update(
                "delete from notify_delivery where sent_at < ? or dead_at < ?",
                OutboxStore.utc(before),
                OutboxStore.utc(before));
    }

    /// What waits for a receiver that is not configured any more.
    int orphans(List<String> receivers, Instant now) {
        return jdbc.update(
                "update notify_delivery set next_try_at = null, dead_at = ?,"
                        + " error = 'Its receiver is not in the settings any more.'"
                        + " where next_try_at is not null and give_up_at < ? and not (receiver = any(?))",
                OutboxStore.utc(now),
                OutboxStore.utc(now),
                receivers.toArray(String[]::new));
    }

    private static DeadLetter letter(ResultSet rs) throws SQLException {
        var notice = JSON.readValue(rs.getString("notice"), Notice.class);
        var dead = rs.getObject("dead_at", OffsetDateTime.class).toInstant();
        var error = rs.getString("error");
        return new DeadLetter(
                rs.getLong("id"),
                rs.getString("receiver"),
                rs.getString("delivery_id"),
                notice.kind(),
                notice.title(),
                notice.path(),
                notice.at(),
                dead,
                rs.getInt("attempts"),
                error == null ? "" : error);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var value = rs.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
