package dev.vigia.versions.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/// ssh with the configured key and nothing else: no agent, no `~/.ssh`, no ssh configuration.
final class SshAccess {

    private final Path knownHosts;
    private final Path home;

    SshAccess(Path knownHosts) {
        this.knownHosts = knownHosts;
        this.home = knownHosts.resolveSibling("ssh-home");
    }

    /// @param key private key file; null to use a password only
    SshdSessionFactory sessions(@Nullable Path key) throws IOException {
        Files.createDirectories(home);
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(home.toFile())
                .setSshDirectory(home.toFile())
                .setConfigStoreFactory((directory, file, user) -> null)
                .setConnectorFactory(null)
                .setDefaultIdentities(directory -> key == null ? List.of() : List.of(key))
                .setDefaultKnownHostsFiles(directory -> List.of(knownHosts))
                .setServerKeyDatabase((directory, ssh) -> new KnownHosts(knownHosts))
                .setPreferredAuthentications("publickey,password,keyboard-interactive")
                .build(null);
    }
}
