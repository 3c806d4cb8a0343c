package dev.vigia.versions.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.CommitId;
import dev.vigia.versions.GitRepo;
import dev.vigia.versions.TagSource;
import dev.vigia.versions.TreeAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/// Over HTTP from git's own server, and from bundles.
class RemoteRepositoryTest {

    @TempDir
    Path folder;

    private Sources sources;
    private GitRepo repo;
    private GitHttpServer server;
    private Project project;

    @BeforeEach
    void serve() throws IOException {
        folder = folder.toRealPath();
        sources = Sources.in(folder);
        repo = GitRepo.create(folder.resolve("served/churn"));
        server = new GitHttpServer(folder.resolve("served"));
        project = Sources.project(server.url("churn/.git"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mirrorsTagsAndReadsTheirTrees() throws Exception {
        String commit = repo.file("dvc.yaml", "stages: {}\n").commit("one");
        repo.tag("v1.0.0");

        try (TagSource.Listing listing = sources.source().list(project)) {
            TagSource.Objects objects = listing.fetch(listing.refs(), Sources.SILENT);
            TreeAccess tree = objects.tree(new CommitId(commit));
            assertThat(tree.entries(tree.rootId()))
                    .extracting(TreeAccess.Entry::name)
                    .containsExactly("dvc.yaml");
        }
        Path mirror = sources.data().resolve("git/churn");
        assertThat(mirror.resolve("HEAD")).exists();
        assertThat(mirror.resolve("dvc.yaml")).doesNotExist();
        assertThat(mirror.resolve("hooks"))
                .satisfiesAnyOf(
                        hooks -> assertThat(hooks).doesNotExist(),
                        hooks -> assertThat(hooks).isEmptyDirectory());
    }

    @Test
    void followsNewMovedAndDeletedTags() throws Exception {
        String first = repo.commit("one");
        repo.tag("v1.0.0").tag("v1.1.0");
        assertThat(sources.tags(project)).isEqualTo(Map.of("v1.0.0", first, "v1.1.0", first));

        String second = repo.commit("two");
        repo.tag("v1.0.0").delete("v1.1.0").tag("v2.0.0");
        assertThat(sources.tags(project)).isEqualTo(Map.of("v1.0.0", second, "v2.0.0", second));
        assertThat(Files.readString(sources.data().resolve("git/churn/packed-refs")))
                .contains("v2.0.0")
                .doesNotContain("v1.1.0");

        repo.delete("v1.0.0").delete("v2.0.0");
        assertThat(sources.tags(project)).isEmpty();
    }

    @Test
    void anUnchangedRepositoryCostsOneListing() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        sources.tags(project);
        server.requests().clear();

        sources.tags(project);

        // The listing, in one or two requests by the protocol's version; nothing that carries objects.
        assertThat(server.requests().size()).isLessThanOrEqualTo(2);
        assertThat(Files.list(sources.data().resolve("git/churn/objects/pack"))
                        .filter(f -> f.toString().endsWith(".pack")))
                .hasSize(1);
    }

    @Test
    void makesABrokenMirrorAnew() throws Exception {
        String commit = repo.commit("one");
        repo.tag("v1.0.0");
        sources.tags(project);
        Path mirror = sources.data().resolve("git/churn");
        Files.writeString(mirror.resolve("config"), "[core\nbroken");
        assertThat(sources.tags(project)).containsOnlyKeys("v1.0.0");

        try (Stream<Path> files = Files.walk(mirror.resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(sources.tags(project)).isEqualTo(Map.of("v1.0.0", commit));
    }

    @Test
    void anotherUrlIsAnotherMirror() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        sources.tags(project);
        GitRepo other = GitRepo.create(folder.resolve("served/other"));
        String commit = other.commit("other");
        other.tag("v9.0.0");

        assertThat(sources.tags(Sources.project(server.url("other/.git")))).isEqualTo(Map.of("v9.0.0", commit));
    }

    @Test
    void signsInWithPasswordOrTokenAndSaysWhenItIsWrong() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        server.protect("ada", "secret");

        assertThat(sources.tags(Sources.project(project.git().url(), "ada", "secret", null)))
                .containsOnlyKeys("v1.0.0");
        assertFails(project, "git-unauthorized");
        assertFails(Sources.project(project.git().url(), "ada", "wrong", null), "git-unauthorized");
    }

    @Test
    void aMissingRepositoryIsSaidToBeMissing() {
        assertFails(Sources.project(server.url("nothing.git")), "git-not-a-repository");
    }

    @Test
    void aClosedPortIsUnreachable() {
        String url = project.git().url();
        server.close();
        assertFails(Sources.project(url), "git-unreachable");
        assertFails(Sources.project("https://no-such-host.invalid/x.git"), "git-unreachable");
    }

    @Test
    void rubbishIsNoAnswer() {
        for (String rubbish : List.of("", "<html>hello</html>", "001e# service=git-upload-pack\n0000zzzz")) {
            server.first(exchange -> {
                byte[] body = rubbish.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                return true;
            });
            assertThatThrownBy(() -> sources.tags(project))
                    .isInstanceOfSatisfying(
                            SourceFailure.class,
                            e -> assertThat(e.code()).isIn("git-unreachable", "git-not-a-repository"));
        }
        server.first(exchange -> {
            exchange.sendResponseHeaders(500, -1);
            return true;
        });
        assertFails(project, "git-unreachable");
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        CountDownLatch never = new CountDownLatch(1);
        server.first(exchange -> await(never));
        sources =
                sources.with(new GitSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), DataSize.ofMegabytes(100)));
        assertFails(project, "git-timeout");
        never.countDown();
    }

    @Test
    void givesUpOnAServerThatTricklesAByteNowAndThen() {
        CountDownLatch over = new CountDownLatch(1);
        server.first(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write("001e# service=git-upload-pack\n0000ffff".getBytes(StandardCharsets.UTF_8));
            try {
                for (int i = 0; i < 600 && !over.await(100, TimeUnit.MILLISECONDS); i++) {
                    exchange.getResponseBody().write('a');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        sources =
                sources.with(new GitSettings(Duration.ofSeconds(30), Duration.ofSeconds(1), DataSize.ofMegabytes(100)));
        assertFails(project, "git-timeout");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        over.countDown();
    }

    @Test
    void givesUpOnARepositoryThatIsTooLarge() throws Exception {
        byte[] noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);
        Files.write(repo.folder().resolve("noise"), noise);
        repo.commit("large");
        repo.tag("v1.0.0");
        sources = sources.with(new GitSettings(Duration.ofSeconds(20), Duration.ofMinutes(1), DataSize.ofMegabytes(1)));

        assertFails(project, "git-too-large");
    }

    @Test
    void doesNotFollowARedirectToAnotherHost() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");
        server.first(exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://localhost:1/churn/.git/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        assertFails(project, "git-refused");

        server.first(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/churn/")) {
                return false;
            }
            exchange.getResponseHeaders().add("Location", server.url("churn/.git/info/refs?service=git-upload-pack"));
            exchange.sendResponseHeaders(301, -1);
            return true;
        });
        assertThat(sources.tags(Sources.project(server.url("old/.git")))).containsOnlyKeys("v1.0.0");
    }

    @Test
    void readsABundleAndItsNextEdition() throws Exception {
        String first = repo.commit("one");
        repo.tag("v1.0.0");
        Path bundle = folder.resolve("churn.bundle");
        repo.git("bundle", "create", "-q", bundle.toString(), "--tags");
        Project bundled = Sources.project(bundle.toString());
        assertThat(sources.tags(bundled)).isEqualTo(Map.of("v1.0.0", first));

        String second = repo.commit("two");
        repo.tag("v1.1.0");
        repo.git("bundle", "create", "-q", bundle.toString(), "--tags");
        assertThat(sources.tags(bundled)).isEqualTo(Map.of("v1.0.0", first, "v1.1.0", second));

        Files.writeString(bundle, "not a bundle at all");
        assertThatThrownBy(() -> sources.tags(bundled)).isInstanceOf(SourceFailure.class);
    }

    @Test
    void nobodysConfigurationCounts() throws Exception {
        repo.commit("one");
        repo.tag("v1.0.0");

        assertThat(sources.tags(project)).isNotEmpty();
        assertThat(SystemReader.getInstance().getenv("HOME")).isNull();
        assertThat(SystemReader.getInstance().getUserConfig().getSections()).isEmpty();
        assertThat(SystemReader.getInstance().getSystemConfig().getSections()).isEmpty();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void assertFails(Project asked, String code) {
        assertThatThrownBy(() -> sources.tags(asked)).isInstanceOfSatisfying(SourceFailure.class, failure -> {
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.getMessage()).doesNotContain("secret");
        });
    }
}
