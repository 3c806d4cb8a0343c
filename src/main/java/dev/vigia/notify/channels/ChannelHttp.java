package dev.vigia.notify.channels;

import dev.vigia.notify.Answer;
import dev.vigia.notify.Receiver;
import dev.vigia.platform.HttpPeer;
import dev.vigia.platform.Outbound;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/// Asks a receiver over HTTP: within a time whatever it does, no further than its host, and reading no more than it can
/// sensibly say. What is said of its answer never holds its address or its secret.
@Component
class ChannelHttp {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int TOLD = 200;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Outbound outbound;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient client;

    ChannelHttp(Outbound outbound, ChannelSettings settings, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
        this.timeout = settings.timeout();
        this.client =
                HttpPeer.client(timeout).version(HttpClient.Version.HTTP_1_1).build();
    }

    /// What a receiver answered.
    ///
    /// @param headers the first value of each, by its name in lower case
    record Reply(int status, Map<String, String> headers, byte[] body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// It could not be asked.
    static final class Unanswered extends Exception {
        Unanswered(String words, @Nullable Throwable cause) {
            super(words, cause);
        }
    }

    /// @param json null for a question that has no body
    Reply ask(String method, URI uri, Map<String, String> headers, byte @Nullable [] json) throws Unanswered {
        outbound.check(uri);
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("User-Agent", "Vigia")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
        if (json != null) {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        headers.forEach(request::setHeader);
        var collected = new FirstBytes(LARGEST);
        var answer = client.sendAsync(request.build(), collected);
        try {
            var response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return reply(response, response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            // It answered, and only goes on talking.
            return collected.begun().orElseThrow(() -> new Unanswered("It does not answer in time.", e));
        } catch (ExecutionException e) {
            var begun = collected.begun();
            if (begun.isPresent()) {
                return begun.get();
            }
            var why = HttpPeer.unanswered(e.getCause(), "the connection broke before it answered");
            throw new Unanswered(StringUtils.capitalize(why) + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("Vigía is stopping.", e);
        }
    }

    static Reply reply(HttpResponse<?> response, byte[] body) {
        return new Reply(response.statusCode(), FirstBytes.first(response.headers()), body);
    }

    /// What an answer other than success means.
    Answer failure(Receiver receiver, Reply reply) {
        var words = "It answers " + reply.status() + told(receiver, reply);
        var after = retryAfter(reply);
        // A forge says by this that too much was asked of it lately.
        var limited = reply.status() == 403
                && (after != null || "0".equals(reply.headers().get("x-ratelimit-remaining")));
        var mends = reply.status() < 400 || reply.status() >= 500 || PASSING.contains(reply.status()) || limited;
        return mends ? new Answer.Later(words, after) : new Answer.Refused(words);
    }

    static Answer unanswered(Unanswered e) {
        return new Answer.Later(String.valueOf(e.getMessage()), null);
    }

    static String told(Receiver receiver, Reply reply) {
        var text = reply.text().strip();
        var known = text.length() <= TOLD ? text : text.substring(0, TOLD) + "…";
        return known.isEmpty() ? "." : ": " + Scrubbed.of(known, receiver);
    }

    private @Nullable Duration retryAfter(Reply reply) {
        var text = reply.headers().get("retry-after");
        var now = clock.instant();
        var until = text == null ? reset(reply) : moment(text.strip(), now);
        if (until == null || !until.isAfter(now)) {
            return null;
        }
        var pause = Duration.between(now, until);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static @Nullable Instant reset(Reply reply) {
        var reset = reply.headers().get("x-ratelimit-reset");
        return "0".equals(reply.headers().get("x-ratelimit-remaining")) && reset != null && reset.matches("\\d{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(reset))
                : null;
    }

    private static @Nullable Instant moment(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return now.plusSeconds(Long.parseLong(text));
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }
}
