package dev.vigia.versions.git;

import dev.vigia.projects.GitLocation;
import dev.vigia.projects.Secret;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/// Ways to a remote repository: over https, http and ssh, guarded, with the credentials that were given and no others.
final class Transports {

    record Login(
            @Nullable String username,
            @Nullable Secret password,
            @Nullable Path sshKey) {}

    private final GuardedHttp.Check outbound;
    private final SshAccess ssh;

    Transports(GuardedHttp.Check outbound, SshAccess ssh) {
        this.outbound = outbound;
        this.ssh = ssh;
    }

    Transport open(GitLocation.Remote remote, Login login, Repository mirror, Watch watch) throws IOException {
        URIish uri;
        try {
            uri = new URIish(remote.url());
        } catch (URISyntaxException e) {
            throw new IOException("git.url cannot be understood", e);
        }
        if (uri.getUser() == null && login.username() != null && !isWeb(uri)) {
            uri = uri.setUser(login.username());
        }
        Transport transport = Transport.open(mirror, uri);
        transport.setCredentialsProvider(credentials(login));
        switch (transport) {
            case TransportHttp http -> {
                GuardedHttp guarded = new GuardedHttp(remote.uri(), outbound);
                http.setHttpConnectionFactory(guarded);
                watch.connection(guarded);
            }
            case SshTransport overSsh -> overSsh.setSshSessionFactory(ssh.sessions(login.sshKey()));
            default -> {
                transport.close();
                throw new GitFailure.Refused(GitFailure.failure(
                        "git-refused", "Repositories are read over https, http and ssh only.", null));
            }
        }
        return transport;
    }

    private static boolean isWeb(URIish uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    }

    /// A token without a name goes by any name at the usual Git hosts.
    private static @Nullable CredentialsProvider credentials(Login login) {
        if (login.password() == null) {
            return null;
        }
        String username = login.username() == null ? "git" : login.username();
        return new UsernamePasswordCredentialsProvider(
                username, login.password().reveal()) {
            /// Otherwise JGit's ssh does not even ask for the password.
            @Override
            public boolean isInteractive() {
                return true;
            }
        };
    }
}
