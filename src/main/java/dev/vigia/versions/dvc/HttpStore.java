package dev.vigia.versions.dvc;

import dev.vigia.platform.HttpPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A remote behind HTTP(S): `HEAD`, and a `GET` of one byte where the server knows no `HEAD`. Only "not found" is
/// "missing"; what real DVC takes for "not pushed" beside it (401, 403, 500, a closed port) tells nothing.
final class HttpStore implements ObjectStore {

    private final RemotePlace.Web place;
    private final Duration timeout;
    private final HttpClient client;
    private final AtomicBoolean knowsHead = new AtomicBoolean(true);

    HttpStore(RemotePlace.Web place, Duration timeout) {
        this.place = place;
        this.timeout = timeout;
        this.client = HttpPeer.client(timeout).build();
    }

    @Override
    public ObjectAnswer ask(String key, @Nullable String version) {
        try {
            if (knowsHead.get()) {
                HttpResponse<Void> head = client.send(
                        request(key)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (!isRefusedMethod(head.statusCode())) {
                    return answer(
                            head,
                            head.headers().firstValueAsLong("content-length").orElse(-1));
                }
            }
            return askByGet(key);
        } catch (IOException e) {
            return new ObjectAnswer.Unknown("remote-unreachable", said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ObjectAnswer.Unknown("remote-unreachable", "the question was interrupted");
        }
    }

    private static boolean isRefusedMethod(int status) {
        return status == 403 || status == 405 || status == 501;
    }

    private ObjectAnswer askByGet(String key) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                request(key).header("Range", "bytes=0-0").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            body.readNBytes(1);
        }
        int status = response.statusCode();
        if (status == 416) {
            // Nothing to take the first byte of: the object is there and empty.
            return new ObjectAnswer.Present(0);
        }
        if (status == 206) {
            knowsHead.set(false);
            return new ObjectAnswer.Present(total(response));
        }
        if (status == 200 || status == 404) {
            knowsHead.set(false);
        }
        return answer(
                response, response.headers().firstValueAsLong("content-length").orElse(-1));
    }

    /// `bytes 0-0/1234` names the whole size.
    private static long total(HttpResponse<?> response) {
        String range = response.headers().firstValue("content-range").orElse("");
        String total = range.substring(range.indexOf('/') + 1);
        return range.contains("/") && total.matches("[0-9]{1,18}") ? Long.parseLong(total) : -1;
    }

    private ObjectAnswer answer(HttpResponse<?> response, long size) {
        int status = response.statusCode();
        boolean encoded = response.headers().firstValue("content-encoding").isPresent();
        return switch (status) {
            case 200 -> new ObjectAnswer.Present(encoded ? -1 : size);
            case 404, 410 -> ObjectAnswer.MISSING;
            case 401, 403, 407 -> new ObjectAnswer.Unknown("remote-refused", "it answers " + status);
            default ->
                status >= 300 && status < 400
                        ? new ObjectAnswer.Unknown(
                                "remote-refused", "it answers " + status + ", and redirects are not followed")
                        : new ObjectAnswer.Unknown("remote-unreachable", "it answers " + status);
        };
    }

    @Override
    public byte[] read(String key, int maxBytes) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(key).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answers " + response.statusCode());
                }
                return Bounded.read(body, maxBytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the question was interrupted", e);
        }
    }

    private HttpRequest.Builder request(String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(place.url() + "/" + key)).timeout(timeout);
        if (place.username() != null) {
            String password = place.password() == null ? "" : place.password().reveal();
            request.header("Authorization", HttpPeer.basic(place.username(), password));
        }
        return request;
    }

    private static String said(IOException e) {
        return HttpPeer.unanswered(e, e.getMessage() == null ? "the connection broke" : e.getMessage());
    }

    @Override
    public int parallel() {
        return 8;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
