package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Channel;
import dev.vigia.notify.Message;
import dev.vigia.notify.Receiver;
import dev.vigia.notify.Receiver.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// JSON in a form of our own that stays, signed if a secret is configured.
@Component
class WebhookChannel implements Channel {

    static final String EVENT = "X-Vigia-Event";
    static final String SIGNATURE = "X-Vigia-Signature";

    private static final int VERSION = 1;

    private final JsonPost post;
    private final Clock clock;

    WebhookChannel(JsonPost post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.WEBHOOK);
    }

    @Override
    public Answer send(Receiver receiver, Message message) {
        return post.send(receiver, message, body(message), bytes -> headers(receiver, message, bytes));
    }

    private Map<String, String> headers(Receiver receiver, Message message, byte[] body) {
        var headers = new HashMap<String, String>();
        headers.put(EVENT, message.notice().kind().id());
        var secret = receiver.secret();
        if (secret != null) {
            headers.put(SIGNATURE, signature(secret.reveal(), clock.instant().getEpochSecond(), body));
        }
        return headers;
    }

    static Map<String, @Nullable Object> body(Message message) {
        var notice = message.notice();
        return Json.object(
                "version", VERSION,
                "delivery", message.delivery(),
                "event", notice.kind().id(),
                "phase", notice.phase().name().toLowerCase(Locale.ROOT),
                "subject", notice.subject(),
                "at", notice.at().toString(),
                "severity", notice.severity().name().toLowerCase(Locale.ROOT),
                "project", notice.project(),
                "name", notice.name(),
                "title", message.title(),
                "text", message.text(),
                "link", message.link(),
                "labels", notice.labels(),
                "annotations", notice.annotations());
    }

    /// HMAC-SHA-256 of the time in seconds, a dot and the body: who knows the secret can tell that it came from here,
    /// and when.
    static String signature(String secret, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
