package dev.vigia.runs.mlflow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mlflow_project.apachehttp.HttpHost;
import org.mlflow_project.apachehttp.HttpRequest;
import org.mlflow_project.apachehttp.client.config.RequestConfig;
import org.mlflow_project.apachehttp.client.methods.CloseableHttpResponse;
import org.mlflow_project.apachehttp.conn.ClientConnectionManager;
import org.mlflow_project.apachehttp.entity.HttpEntityWrapper;
import org.mlflow_project.apachehttp.impl.client.CloseableHttpClient;
import org.mlflow_project.apachehttp.impl.client.HttpClientBuilder;
import org.mlflow_project.apachehttp.params.HttpParams;
import org.mlflow_project.apachehttp.protocol.HttpContext;

/// The HTTP client that the official MLflow client is made to use: it has time limits, follows no redirect, reads no
/// more than allowed, and turns every answer but success into an exception that the
/// MLflow client does not catch. So that client never begins its own retries, and never leaves an unread answer
/// holding a connection.
///
/// @see "src/docs/decisions/0007-mlflow-client.md"
final class GuardedHttp extends CloseableHttpClient {

    private static final int TOLD = 2000;

    /// The server answered, but not with what was asked for.
    static final class Refused extends IOException {
        private final int status;
        private final String body;
        private final @Nullable String retryAfter;

        Refused(int status, String body, @Nullable String retryAfter) {
            super("HTTP " + status);
            this.status = status;
            this.body = body;
            this.retryAfter = retryAfter;
        }

        int status() {
            return status;
        }

        /// The beginning of what the server said.
        String body() {
            return body;
        }

        @Nullable
        String retryAfter() {
            return retryAfter;
        }
    }

    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    private final CloseableHttpClient client;
    private final long largest;

    GuardedHttp(MlflowSettings settings) {
        var deadline = Math.toIntExact(settings.deadline().toMillis());
        var connections = settings.windows() + 2;
        this.largest = settings.largestAnswer().toBytes();
        this.client = HttpClientBuilder.create()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(
                                Math.toIntExact(settings.connectTimeout().toMillis()))
                        .setConnectionRequestTimeout(deadline)
                        .setSocketTimeout(deadline)
                        .build())
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
            throws IOException {
        var response = client.execute(target, request, context);
        int status = response.getStatusLine().getStatusCode();
        if (status != 200) {
            throw refused(response, status);
        }
        if (response.getEntity() != null) {
            response.setEntity(new Limited(response, largest));
        }
        return response;
    }

    /// The rest of the answer is not waited for: closing the response closes its connection.
    private static Refused refused(CloseableHttpResponse response, int status) throws IOException {
        try (response) {
            var retryAfter = response.getFirstHeader("Retry-After");
            var entity = response.getEntity();
            var body = "";
            if (entity != null) {
                body = new String(beginning(entity.getContent()), StandardCharsets.UTF_8);
            }
            return new Refused(status, body, retryAfter == null ? null : retryAfter.getValue());
        }
    }

    private static byte[] beginning(@Nullable InputStream content) throws IOException {
        return content == null ? new byte[0] : content.readNBytes(TOLD);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    @Override
    @Deprecated
    public HttpParams getParams() {
        return client.getParams();
    }

    @Override
    @Deprecated
    public ClientConnectionManager getConnectionManager() {
        return client.getConnectionManager();
    }

    private static final class Limited extends HttpEntityWrapper {

        private final CloseableHttpResponse response;
        private final long limit;

        Limited(CloseableHttpResponse response, long limit) throws IOException {
            super(response.getEntity());
            this.response = response;
            this.limit = limit;
            if (response.getEntity().getContentLength() > limit) {
                response.close();
                throw new TooLarge(limit);
            }
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(wrappedEntity.getContent()) {
                private long left = limit;

                @Override
                public int read() throws IOException {
                    int read = super.read();
                    count(read < 0 ? 0 : 1);
                    return read;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    count(Math.max(0, read));
                    return read;
                }

                private void count(int read) throws IOException {
                    left -= read;
                    if (left < 0) {
                        response.close();
                        throw new TooLarge(limit);
                    }
                }
            };
        }
    }
}
