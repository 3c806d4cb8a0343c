package dev.vigia.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Turns large bodies away before anything works on them. One that comes in chunks does not say how long it is, so
/// it is read here as far as it may go. That is why only those who may call at all come this far: nobody else can
/// make us hold a body.
class BodyLimitFilter extends OncePerRequestFilter {

    private static final int LARGEST_BYTES = 64 * 1024;

    private final List<PathPattern> boundThemselves;

    /// @param own endpoints that bound their bodies themselves
    BodyLimitFilter(Stream<OwnBodyLimit> own) {
        boundThemselves = own.map(limit -> PathPatternParser.defaultInstance.parse(limit.path()))
                .toList();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        return boundThemselves.stream().anyMatch(own -> own.matches(path));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LARGEST_BYTES) {
            refuse(response);
            return;
        }
        if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        if (body.length > LARGEST_BYTES) {
            refuse(response);
            return;
        }
        chain.doFilter(body.length == 0 ? request : new Read(request, body), response);
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        Problems.write(
                response,
                HttpStatus.CONTENT_TOO_LARGE,
                "The body may have " + LARGEST_BYTES + " bytes at most. Send less.");
    }

    /// The request with the body that was read already.
    private static final class Read extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new Body(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            var named = getCharacterEncoding();
            var charset = named == null ? StandardCharsets.ISO_8859_1 : Charset.forName(named);
            return new BufferedReader(new InputStreamReader(body, charset));
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("All of the body is here; read it.");
        }
    }
}
