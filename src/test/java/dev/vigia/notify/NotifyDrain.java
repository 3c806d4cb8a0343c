package dev.vigia.notify;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// What tests in other packages need of the outbox.
public final class NotifyDrain {

    private NotifyDrain() {}

    /// Every receiver as if nobody had ever sent to it: a test before may have left it failing, or leased.
    public static void calm(JdbcTemplate jdbc) {
        jdbc.update("update notify_receiver set leased_by = null, leased_until = null, rest_until = null, failures = 0,"
                + " failing_since = null, last_sent_at = null, error = null");
    }

    /// Sends what is due.
    public static void drain(ApplicationContext context, String receiver) {
        context.getBean(Sending.class).drain(receiver);
    }
}
