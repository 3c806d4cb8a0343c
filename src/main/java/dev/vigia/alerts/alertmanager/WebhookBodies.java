package dev.vigia.alerts.alertmanager;

import dev.vigia.alerts.Delivery.RawBody;
import dev.vigia.alerts.IntakeBusyException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Reads bodies with a bound on each, packed and unpacked, and on all that are in memory at the same time.
@Component
class WebhookBodies {

    /// A storm's delivery has some megabytes: about 3 KB an alert, and Alertmanager sets no limit by default.
    static final int LARGEST = 16 * 1024 * 1024;

    private static final int KILOBYTE = 1024;
    private static final int MEMORY_KILOBYTES = 40 * KILOBYTE;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Semaphore memory = new Semaphore(MEMORY_KILOBYTES, true);

    /// A body in memory; closing it makes room for the next.
    final class Body implements AutoCloseable {

        private final byte[] bytes;
        private final int kilobytes;

        private Body(byte[] bytes, int kilobytes) {
            this.bytes = bytes;
            this.kilobytes = kilobytes;
        }

        byte[] bytes() {
            return bytes;
        }

        RawBody raw() {
            return new RawBody(hash(bytes), bytes.length, packed(bytes));
        }

        @Override
        public void close() {
            memory.release(kilobytes);
        }
    }

    Body read(HttpServletRequest request) throws IOException {
        var packed = isPacked(request);
        checkType(request.getContentType());
        var length = request.getContentLengthLong();
        if (length > LARGEST) {
            throw tooLarge();
        }
        var kilobytes = (length >= 0 && !packed ? (int) length : LARGEST) / KILOBYTE + 1;
        acquire(kilobytes);
        var kept = false;
        try {
            var bytes = bytes(packed ? unpacking(request.getInputStream()) : request.getInputStream());
            // What it needs is known now.
            var needed = Math.min(kilobytes, bytes.length / KILOBYTE + 1);
            memory.release(kilobytes - needed);
            kilobytes = needed;
            kept = true;
            return new Body(bytes, needed);
        } catch (ZipException e) {
            throw new UnreadableBodyException(HttpStatus.BAD_REQUEST, "The body is not the gzip that it says it is.");
        } finally {
            if (!kept) {
                memory.release(kilobytes);
            }
        }
    }

    private void acquire(int kilobytes) {
        try {
            if (!memory.tryAcquire(kilobytes, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IntakeBusyException("Too many large deliveries at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeBusyException("Vigía is stopping", e);
        }
    }

    private static byte[] bytes(InputStream in) throws IOException {
        var bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw tooLarge();
        }
        return bytes;
    }

    private static InputStream unpacking(InputStream in) throws IOException {
        return new GZIPInputStream(in, 8 * KILOBYTE);
    }

    private static boolean isPacked(HttpServletRequest request) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new UnreadableBodyException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, or with Content-Encoding: gzip.");
    }

    private static void checkType(@Nullable String type) {
        var text = type == null
                ? ""
                : type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
        if (!text.startsWith("application/json") || text.contains("charset=") && !text.contains("charset=utf-8")) {
            throw new UnreadableBodyException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON in UTF-8: Content-Type: application/json.");
        }
    }

    private static UnreadableBodyException tooLarge() {
        return new UnreadableBodyException(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body may have " + LARGEST + " bytes at most, unpacked too: set max_alerts in the receiver.");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var gzip = new Fast(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail to be written to", e);
        }
        return out.toByteArray();
    }

    static byte[] unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out, 8 * KILOBYTE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
