package dev.vigia.platform;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What all conversations with other programs over HTTP have in common.
public final class HttpPeer {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private HttpPeer() {}

    /// Goes no further than the host that was judged: a redirect is an answer like any other.
    ///
    /// @param timeout for the whole of a question; a connection has five seconds of it at most
    public static HttpClient.Builder client(Duration timeout) {
        return HttpClient.newBuilder()
                .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /// The value of an `Authorization` header, as RFC 7617 has it.
    public static String basic(String username, @Nullable String password) {
        var pair = username + ":" + (password == null ? "" : password);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// The value of an `Authorization` header, as RFC 6750 has it.
    public static String bearer(String token) {
        return "Bearer " + token;
    }

    /// Why there was no answer, as the end of a sentence without its full stop.
    ///
    /// @param otherwise what is said of a cause that is none of the usual ones
    public static String unanswered(@Nullable Throwable cause, String otherwise) {
        return switch (cause) {
            case HttpTimeoutException _ -> "it does not answer in time";
            case ConnectException _ -> "nobody listens there";
            case UnknownHostException _ -> "its host is not known";
            case null, default -> otherwise;
        };
    }
}
