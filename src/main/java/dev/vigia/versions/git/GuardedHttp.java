package dev.vigia.versions.git;

import dev.vigia.projects.SourceFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/// Lets JGit make connections to the one host that is configured and to no other, so that a redirect cannot lead
/// it inside; each address is checked before it is connected to.
final class GuardedHttp implements HttpConnectionFactory, Closeable {

    interface Check {
        void check(URI uri) throws SourceFailure;
    }

    private final URI repository;
    private final Check outbound;
    private final List<HttpURLConnection> open = new CopyOnWriteArrayList<>();

    GuardedHttp(URI repository, Check outbound) {
        this.repository = repository;
        this.outbound = outbound;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        URI uri = uri(url);
        if (!repository.getHost().equalsIgnoreCase(uri.getHost())) {
            throw refused("redirects to another host, " + uri.getHost());
        }
        if ("https".equalsIgnoreCase(repository.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw refused("redirects to an unencrypted address");
        }
        try {
            outbound.check(uri);
        } catch (SourceFailure e) {
            throw new GitFailure.Refused(e);
        }
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(proxy);
        open.add(connection);
        return new GuardedHttpConnection(connection);
    }

    private GitFailure.Refused refused(String why) {
        return new GitFailure.Refused(GitFailure.failure(
                "git-refused", repository + " " + why + ". Set git.url to where the repository really is.", null));
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("Not an address: " + url.getHost(), e);
        }
    }

    @Override
    public void close() {
        open.forEach(HttpURLConnection::disconnect);
    }
}
