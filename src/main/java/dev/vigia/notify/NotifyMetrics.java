package dev.vigia.notify;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import java.util.List;
import org.springframework.stereotype.Component;

/// How each receiver does.
@Component
class NotifyMetrics implements MetricSource {

    private final Notifications notifications;

    NotifyMetrics(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<MetricFamily> families() {
        var waiting = MetricFamily.of(
                "vigia_notifications_waiting", "Events that a receiver is still to be told", "receiver");
        var dead = MetricFamily.of(
                "vigia_notifications_dead", "Events that a receiver was not told and will not be", "receiver");
        var failing = MetricFamily.of(
                "vigia_notifications_failing", "Whether the last try to tell a receiver failed", "receiver");
        var sent = MetricFamily.of(
                "vigia_notifications_last_sent_timestamp_seconds",
                "When a receiver was last told something",
                "receiver");
        for (ReceiverStatus receiver : notifications.receivers()) {
            waiting.add(receiver.waiting(), receiver.name());
            dead.add(receiver.dead(), receiver.name());
            failing.add(receiver.isFailing() ? 1 : 0, receiver.name());
            var last = receiver.lastSentAt();
            if (last != null) {
                sent.add(last.getEpochSecond(), receiver.name());
            }
        }
        return List.of(waiting, dead, failing, sent);
    }
}
