package dev.vigia.notify;

import dev.vigia.notify.OutboxStore.Due;
import dev.vigia.platform.LogLine;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells in the log what became of a delivery.
final class SendingLog {

    private static final Logger LOG = LoggerFactory.getLogger(SendingLog.class);

    private SendingLog() {}

    static void sent(Receiver receiver, Due due) {
        about(LogLine.info(LOG, "notification-sent"), receiver, due)
                .outcome(true)
                .say(receiver.name() + " was told: " + due.notice().title());
    }

    static void failed(Receiver receiver, Due due, Duration rest, String words) {
        about(LogLine.info(LOG, "notification-failed"), receiver, due)
                .outcome(false)
                .say(receiver.name() + " is tried again in " + rest.toSeconds() + " s: " + words);
    }

    static void dead(Receiver receiver, Due due, String words) {
        about(LogLine.warn(LOG, "notification-given-up"), receiver, due)
                .outcome(false)
                .say("A delivery to " + receiver.name() + " is given up. " + words);
    }

    private static LogLine about(LogLine line, Receiver receiver, Due due) {
        var notice = due.notice();
        return line.with(LogLine.RECEIVER, receiver.name())
                .with(LogLine.DELIVERY, due.delivery())
                .with(LogLine.PROJECT, notice.project())
                .with(LogLine.VERSION, notice.labels().get("version"))
                .with(LogLine.ALERT, notice.subject().startsWith("alert/") ? notice.name() : null);
    }
}
