package dev.vigia.alerts;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Door to what people look at again and again: filters of the inbox under a name, each person's own.
@Service
public class AlertViews {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_QUERY = 8_000;

    private final JdbcClient jdbc;

    AlertViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param query as in the address of the inbox, without the question mark
    public record View(String name, String query) {}

    /// In the order of their names.
    public List<View> of(String account) {
        return jdbc.sql("select name, query from alert_view where account = ? order by lower(name), name")
                .param(account)
                .query((rs, _) -> new View(rs.getString(1), rs.getString(2)))
                .list();
    }

    /// Takes the place of the view with the same name, if there is one.
    ///
    /// @throws IllegalArgumentException if the name or the query is too long, or there are too many, in words for a
    ///     person
    @Transactional
    public void save(String account, View view) {
        var name = view.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (view.query().length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("The filter is too long to be kept.");
        }
        remove(account, name);
        if (of(account).size() >= MOST) {
            throw new IllegalArgumentException("Nobody keeps more than " + MOST + " views: remove one first.");
        }
        jdbc.sql("insert into alert_view (account, name, query) values (?, ?, ?)")
                .params(account, name, view.query())
                .update();
    }

    @Transactional
    public void remove(String account, String name) {
        jdbc.sql("delete from alert_view where account = ? and name = ?")
                .params(account, name)
                .update();
    }
}
