package dev.vigia.notify.ui;

import dev.vigia.notify.Notifications;
import dev.vigia.notify.ReceiverStatus;
import dev.vigia.platform.ui.Attention;
import dev.vigia.platform.ui.Tone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The receivers that are not told what they should be, on the overview: a silence that comes of a broken webhook is
/// taken for peace.
@Order(95)
@Component
class NotifyAttention implements Attention {

    private final Notifications notifications;

    NotifyAttention(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<Need> needs() {
        return notifications.receivers().stream()
                .filter(receiver -> receiver.isFailing() || receiver.dead() > 0)
                .map(NotifyAttention::need)
                .toList();
    }

    private static Need need(ReceiverStatus receiver) {
        var open = receiver.waiting() + receiver.dead();
        return new Need(
                Tone.WARN,
                receiver.isFailing() ? "Failing" : "Not told",
                receiver.isFailing()
                        ? receiver.name() + " cannot be told"
                        : NotifyWords.events(receiver.dead()) + " were not told to " + receiver.name(),
                receiver.isFailing()
                        ? NotifyWords.events(open) + " not told · " + receiver.error()
                        : "it can be told again; send them once more, or leave it",
                receiver.failingSince(),
                "See notifications",
                NotificationsView.PATH);
    }

    @Override
    public @Nullable Instant quietSince() {
        return null;
    }

    @Override
    public boolean concerns(String topic) {
        return topic.equals(Notifications.TOPIC);
    }
}
