package dev.vigia.notify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be told.
public enum EventKind {
    ALERT_FIRED("an alert fires"),
    ALERT_RESOLVED("an alert is over"),
    VERDICT_CHANGED("a version's verdict changes"),
    DRIFT_REPORTED("a drift report comes in"),
    /// Only at the push of a button.
    TEST("a test");

    private final String words;

    EventKind(String words) {
        this.words = words;
    }

    /// As in the settings and in what is sent, such as `alert-fired`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// When it is told, as the end of "when …".
    public String words() {
        return words;
    }

    static Optional<EventKind> of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind != TEST && kind.id().equals(id))
                .findFirst();
    }
}
