package dev.vigia.versions.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.GitRepo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over ssh from git's own `upload-pack` behind a real ssh server.
class SshRepositoryTest {

    @TempDir
    Path folder;

    private Sources sources;
    private GitRepo repo;
    private SshServer server;
    private Path key;

    @BeforeEach
    void serve() throws Exception {
        folder = folder.toRealPath();
        sources = Sources.in(folder);
        repo = GitRepo.create(folder.resolve("churn"));
        KeyPair client = pair();
        key = folder.resolve("id");
        try (OutputStream out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "test", null, out);
        }
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(pair()));
        server.setPublickeyAuthenticator(
                (user, offered, session) -> user.equals("git") && KeyUtils.compareKeys(offered, client.getPublic()));
        server.setPasswordAuthenticator((user, password, session) -> user.equals("git") && password.equals("secret"));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void signsInWithTheKeyAndRemembersTheHost() throws Exception {
        String commit = repo.commit("one");
        repo.tag("v1.0.0");

        assertThat(sources.tags(project(key, null))).isEqualTo(Map.of("v1.0.0", commit));
        assertThat(Files.readAllLines(sources.data().resolve("git/known_hosts")))
                .singleElement()
                .asString()
                .startsWith("[127.0.0.1]:" + server.getPort() + " ");
        assertThat(sources.tags(project(key, null))).isEqualTo(Map.of("v1.0.0", commit));
    }

    @Test
    void signsInWithThePassword() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");

        assertThat(sources.tags(project(null, "secret"))).containsOnlyKeys("v1.0.0");
    }

    @Test
    void refusesAHostThatShowsAnotherKey() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        sources.tags(project(key, null));
        server.setKeyPairProvider(KeyPairProvider.wrap(pair()));

        assertFails(project(key, null), "git-host-key");
    }

    @Test
    void saysWhenTheKeyIsNotLetIn() throws Exception {
        Path other = folder.resolve("other");
        try (OutputStream out = Files.newOutputStream(other)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair(), "test", null, out);
        }

        assertFails(project(other, null), "git-unauthorized");
        assertFails(project(null, null), "git-unauthorized");
    }

    private Project project(Path sshKey, String password) {
        return Sources.project("ssh://git@127.0.0.1:" + server.getPort() + repo.folder(), null, password, sshKey);
    }

    private void assertFails(Project asked, String code) {
        assertThatThrownBy(() -> sources.tags(asked))
                .isInstanceOfSatisfying(
                        SourceFailure.class,
                        failure -> assertThat(failure.code())
                                .as(failure
                                        + String.valueOf(
                                                List.of(failure.getCause().getMessage())))
                                .isEqualTo(code));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
