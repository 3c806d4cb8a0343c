package dev.vigia.versions.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.DataDirectory;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.GitFolders;
import dev.vigia.projects.SourceFailure;
import dev.vigia.versions.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class JGitFoldersTest {

    @TempDir
    Path temp;

    private GitRepo repo;
    private GitFolders folders;

    @BeforeEach
    void repository() {
        repo = GitRepo.create(temp.resolve("repositories/ops"));
        repo.file("docs/runbooks/disk-full.md", "# DiskFull\n")
                .file("docs/runbooks/etcd/one.md", "# One\n")
                .file("docs/runbooks/notes.txt", "no")
                .file("README.md", "# Elsewhere\n")
                .commit("First");
        GuardedHttp.Check everything = uri -> {};
        folders = new JGitFolders(
                new FileRoots(List.of(temp)),
                new DataDirectory(temp.resolve("data")),
                everything,
                new GitSettings(Duration.ofSeconds(20), Duration.ofMinutes(2), DataSize.ofMegabytes(200)));
    }

    @Test
    void readsAFolderOfALocalRepositoryWhereItLies() throws SourceFailure {
        var content = folders.read(place(repo.folder().toString(), "main", "docs/runbooks"), null)
                .orElseThrow();

        assertThat(content.files())
                .containsOnlyKeys("disk-full.md", "etcd/one.md")
                .containsEntry("disk-full.md", "# DiskFull\n");
    }

    @Test
    void followsABranchOverHttpAndReadsNothingTwice() throws Exception {
        try (var server = new GitHttpServer(temp.resolve("repositories"))) {
            var place = place(server.url("ops/.git"), "main", "docs/runbooks");
            var first = folders.read(place, null).orElseThrow();
            assertThat(first.files()).hasSize(2);
            assertThat(folders.read(place, first.commit())).isEmpty();

            repo.file("docs/runbooks/disk-full.md", "# Changed\n").commit("Second");

            assertThat(folders.read(place, first.commit()).orElseThrow().files())
                    .containsEntry("disk-full.md", "# Changed\n");
        }
    }

    @Test
    void neverFollowsALinkAndLeavesOutWhatIsTooLarge() throws IOException, SourceFailure {
        Files.writeString(temp.resolve("secret.md"), "secret");
        Files.createSymbolicLink(repo.folder().resolve("docs/runbooks/link.md"), Path.of("../../../../secret.md"));
        Files.createSymbolicLink(repo.folder().resolve("docs/runbooks/up"), Path.of("../.."));
        repo.file("docs/runbooks/large.md", "x".repeat(2000)).commit("Links");

        assertThat(folders.read(place(repo.folder().toString(), "main", "docs/runbooks"), null)
                        .orElseThrow()
                        .files())
                .containsOnlyKeys("disk-full.md", "etcd/one.md");
    }

    @Test
    void saysWhatIsNotThere() {
        var local = repo.folder().toString();
        assertThatThrownBy(() -> folders.read(place(local, "other", ""), null)).hasMessage("There is no branch other.");
        assertThatThrownBy(() -> folders.read(place(local, "main", "docs/none"), null))
                .hasMessage("There is no folder docs/none.");
        assertThatThrownBy(() -> folders.read(place(local, "main", "docs/../../.."), null))
                .hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> folders.read(place("ext::sh -c x", "main", ""), null))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> folders.read(place(local, "a..b", ""), null))
                .hasMessageContaining("no name of a branch");
        assertThatThrownBy(() -> folders.read(place("/etc", "main", ""), null))
                .hasMessageContaining("vigia.file-roots");
    }

    private static GitFolders.Place place(String url, String branch, String folder) {
        return new GitFolders.Place(url, branch, folder, ".md", 1000, null, null, null);
    }
}
