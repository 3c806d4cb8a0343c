package dev.vigia.notify;

import dev.vigia.alerts.Severity;
import dev.vigia.notify.Notice.Phase;
import dev.vigia.notify.Receiver.Kind;
import dev.vigia.projects.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

public final class NoticeFixtures {

    public static final Instant AT = Instant.parse("2026-11-23T03:04:05Z");
    public static final String DELIVERY = "0b9f3a52-6a0e-4a41-9f0c-2f6f1f9c1a11";

    private NoticeFixtures() {}

    public static Notice fires(String name, String sentence) {
        return notice(EventKind.ALERT_FIRED, Phase.OPENS, name, name + " fires", sentence);
    }

    public static Notice over(String name, String sentence) {
        return notice(EventKind.ALERT_RESOLVED, Phase.CLOSES, name, name + " is over", sentence);
    }

    private static Notice notice(EventKind kind, Phase phase, String name, String title, String sentence) {
        return new Notice(
                kind,
                phase,
                "alert/12",
                Severity.CRITICAL,
                "bankchurn",
                name,
                title,
                sentence,
                "alerts?alert=12",
                AT,
                new TreeMap<>(Map.of("alertname", name, "service", "api")),
                new TreeMap<>(Map.of("summary", sentence)));
    }

    public static Receiver receiver(Kind kind, String url) {
        return receiver(kind, url, null);
    }

    public static Receiver receiver(Kind kind, String url, @Nullable String text) {
        var tracker = kind == Kind.GITHUB || kind == Kind.GITLAB;
        return new Receiver(
                "it",
                kind,
                new Secret(url),
                kind == Kind.WEBHOOK || tracker ? new Secret("s3cret-token") : null,
                tracker ? "ml/models" : null,
                Wording.of(null, text, kind));
    }

    public static Message message(Receiver receiver, Notice notice, @Nullable String remote) {
        var link = "https://vigia.example.org/" + notice.path();
        return new Message(
                notice,
                DELIVERY,
                AT,
                receiver.wording().title(notice, link),
                receiver.wording().text(notice, link),
                link,
                remote);
    }
}
