package dev.vigia.runs.mlflow;

import dev.vigia.platform.OutboundRefused;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mlflow_project.apachehttp.ConnectionClosedException;
import org.mlflow_project.apachehttp.MalformedChunkCodingException;
import org.mlflow_project.apachehttp.NoHttpResponseException;

/// Says what went wrong with a server, and what to do next, without ever repeating a password.
final class MlflowFailures {

    private static final int LONGEST_MESSAGE = 200;

    /// A match and no parser, for the body may be cut off.
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)");

    private final String server;
    private final String host;

    /// @param trackingUri the configured address; only scheme, host, port and path of it are ever shown
    MlflowFailures(String trackingUri) {
        var uri = URI.create(trackingUri);
        this.host = String.valueOf(uri.getHost());
        this.server = "MLflow at " + uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getPath() == null ? "" : uri.getPath());
    }

    SourceFailure of(IOException e) {
        return switch (e) {
            case GuardedHttp.Refused refused -> refused(refused);
            case GuardedHttp.TooLarge _ ->
                failure("mlflow-too-large", "gave an answer too large to read; lower vigia.mlflow.page-size", e);
            case UnknownHostException _ ->
                failure("mlflow-unreachable", "cannot be found: its name leads to no address that may be used", e);
            case ConnectionClosedException _, MalformedChunkCodingException _, ZipException _ ->
                garbled("with something that breaks off", e);
            case InterruptedIOException _ ->
                failure("mlflow-timeout", "did not answer in time; check that it is up and not overloaded", e);
            case SSLException _ ->
                failure("mlflow-unreachable", "cannot be trusted: " + e.getMessage() + "; check its certificate", e);
            default -> failure("mlflow-unreachable", "cannot be reached: " + reason(e) + "; check that it is up", e);
        };
    }

    private SourceFailure refused(GuardedHttp.Refused e) {
        int status = e.status();
        if (status == 403 && e.body().toLowerCase(Locale.ROOT).contains("host header")) {
            return failure(
                    "mlflow-host-refused",
                    "refuses the host name " + host + " (403): start it with --allowed-hosts naming that host, or use"
                            + " an address it allows",
                    e);
        }
        return switch (status) {
            case 401 ->
                failure(
                        "mlflow-unauthorized",
                        "wants to know who asks (401): set or correct mlflow.username and mlflow.password, or"
                                + " mlflow.token",
                        e);
            case 403 -> failure("mlflow-unauthorized", "does not let this user read (403): give it READ permission", e);
            case 404 ->
                failure(
                        "mlflow-error",
                        "has no MLflow REST API there (404): check mlflow.tracking-uri and its path",
                        e);
            case 429 -> failure("mlflow-rate-limited", "turned the request away for now (429)", e);
            default -> {
                if (status >= 300 && status < 400) {
                    yield failure(
                            "mlflow-redirected",
                            "points elsewhere (" + status + "); redirects are not followed, so configure the final"
                                    + " address",
                            e);
                }
                var said = said(e.body());
                yield failure(
                        "mlflow-error",
                        "failed with status " + status + (said.isEmpty() ? "" : " (" + said + ")")
                                + "; its own log says why",
                        e);
            }
        };
    }

    /// The beginning of MLflow's own message on one line; empty if the answer is not one of MLflow's.
    private static String said(String body) {
        var message = MESSAGE.matcher(body);
        if (!message.find()) {
            return "";
        }
        var line = message.group(1)
                .replaceAll("\\\\[nrt]|\\p{Cntrl}", " ")
                .replace("\\\"", "\"")
                .strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }

    SourceFailure timeout(Duration deadline, Throwable cause) {
        return failure(
                "mlflow-timeout",
                "did not answer within " + deadline.toSeconds() + " s; check that it is up and not overloaded",
                cause);
    }

    SourceFailure interrupted(Throwable cause) {
        return failure("mlflow-interrupted", "was not read to the end: the sync was stopped", cause);
    }

    SourceFailure garbled(String what, @Nullable Throwable cause) {
        return failure(
                "mlflow-garbled",
                "answered " + what + "; check that mlflow.tracking-uri is an MLflow server and nothing between"
                        + " shortens its answers",
                cause);
    }

    /// The address may not be connected to.
    SourceFailure forbidden(RuntimeException cause) {
        return failure(OutboundRefused.CODE, "is not asked: " + withoutFullStop(cause), cause);
    }

    SourceFailure nothingVisible() {
        return failure(
                "mlflow-nothing-visible", "shows no experiment at all; check that the user may read experiments", null);
    }

    /// How often a request is worth sending in all. A loaded server now and then answers 500 to what it answers well a
    /// moment later, so that is tried again, but only once: mostly it means a fault that stays.
    int attempts(IOException e) {
        return switch (e) {
            case NoHttpResponseException _ -> 3;
            case GuardedHttp.Refused refused ->
                switch (refused.status()) {
                    case 429, 502, 503, 504 -> 3;
                    case 500 -> 2;
                    default -> 1;
                };
            default -> 1;
        };
    }

    /// The server is unwell, rather than we unwelcome.
    boolean isSickness(IOException e) {
        if (e instanceof GuardedHttp.Refused refused) {
            return refused.status() == 429 || refused.status() >= 500;
        }
        return true;
    }

    /// How long the server asks to be left alone; null if it does not say, or as a date.
    @Nullable
    Duration retryAfter(IOException e) {
        if (e instanceof GuardedHttp.Refused refused && refused.retryAfter() != null) {
            var value = refused.retryAfter().strip();
            if (value.matches("\\d{1,6}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
        }
        return null;
    }

    private static String withoutFullStop(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private SourceFailure failure(String code, String what, @Nullable Throwable cause) {
        return new SourceFailure(code, server + " " + what + ".", cause);
    }
}
