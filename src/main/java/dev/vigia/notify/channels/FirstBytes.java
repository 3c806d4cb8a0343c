package dev.vigia.notify.channels;

import dev.vigia.notify.channels.ChannelHttp.Reply;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// The beginning of a body, and the status even where the body never ends: a receiver that took something took it,
/// however it goes on.
final class FirstBytes implements BodyHandler<byte[]>, BodySubscriber<byte[]> {

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private volatile @Nullable ResponseInfo info;
    private Flow.@Nullable Subscription subscription;

    FirstBytes(int most) {
        this.most = most;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo response) {
        info = response;
        return this;
    }

    /// The answer as far as it came; empty if not even its status did.
    Optional<Reply> begun() {
        return Optional.ofNullable(info).map(known -> {
            synchronized (bytes) {
                return new Reply(known.statusCode(), first(known.headers()), bytes.toByteArray());
            }
        });
    }

    static Map<String, String> first(HttpHeaders headers) {
        var all = new LinkedHashMap<String, String>();
        headers.map().forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return all;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        synchronized (bytes) {
            for (ByteBuffer buffer : buffers) {
                var part = new byte[Math.min(buffer.remaining(), most - bytes.size())];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() >= most) {
                Objects.requireNonNull(subscription).cancel();
                body.complete(bytes.toByteArray());
            }
        }
    }

    @Override
    public void onError(Throwable broken) {
        body.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        synchronized (bytes) {
            body.complete(bytes.toByteArray());
        }
    }
}
