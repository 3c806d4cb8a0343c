package dev.vigia.drift;

import dev.vigia.platform.security.OwnBodyLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/// Reads reports with a bound on the size of each and on how many are in memory at the same time.
@Component
class ReportBodies {

    /// Evidently's `dumps()` has half a megabyte for ten columns.
    static final int LARGEST_JSON = 16 * 1024 * 1024;

    /// Its page has 4 MB for ten columns, nearly all of it the viewer.
    static final int LARGEST_HTML = 24 * 1024 * 1024;

    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /// Closing it lets the next one in.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    Turn turn() {
        try {
            if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return turns::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many reports come in at the same time. Send it again.");
    }

    byte[] json(HttpServletRequest request) throws IOException {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send the report as it is, without Content-Encoding.");
        }
        return bounded(request.getInputStream(), LARGEST_JSON, "report");
    }

    byte[] json(MultipartFile file) throws IOException {
        try (var in = file.getInputStream()) {
            return bounded(in, LARGEST_JSON, "report");
        }
    }

    byte[] html(MultipartFile file) throws IOException {
        try (var in = file.getInputStream()) {
            return bounded(in, LARGEST_HTML, "html");
        }
    }

    private static byte[] bounded(InputStream in, int largest, String what) throws IOException {
        var bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The " + what + " may have " + largest / 1024 / 1024 + " MB at most.");
        }
        return bytes;
    }

    @Configuration(proxyBeanMethods = false)
    static class Bounds {

        @Bean
        OwnBodyLimit reportsAreLarge() {
            return new OwnBodyLimit(DriftApi.PATH);
        }
    }
}
