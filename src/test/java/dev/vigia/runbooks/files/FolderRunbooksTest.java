package dev.vigia.runbooks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.projects.FileRoots;
import dev.vigia.runbooks.RunbookFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRunbooksTest {

    @TempDir
    Path temp;

    private Path folder;
    private FolderRunbooks runbooks;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(temp.resolve("runbooks"));
        runbooks = new FolderRunbooks(folder, new FileRoots(List.of(folder)));
    }

    @Test
    void readsTheDocumentsOfAllFolders() throws IOException {
        write("top.md", "# Top\n");
        write("etcd/one.md", "# One\n");
        write("notes.txt", "no");
        write(".git/hidden.md", "no");

        assertThat(runbooks.read())
                .containsExactly(new RunbookFile("etcd/one.md", "# One\n"), new RunbookFile("top.md", "# Top\n"));
    }

    @Test
    void readsNothingThroughALinkThatLeadsOut() throws IOException {
        var secret = Files.writeString(temp.resolve("secret.md"), "secret");
        Files.createDirectory(temp.resolve("outside"));
        Files.writeString(temp.resolve("outside/secret.md"), "secret");
        Files.createSymbolicLink(folder.resolve("link.md"), secret);
        Files.createSymbolicLink(folder.resolve("up.md"), Path.of("../secret.md"));
        Files.createSymbolicLink(folder.resolve("folder"), temp.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("nothing.md"), temp.resolve("nothing"));

        assertThat(runbooks.read()).isEmpty();
    }

    @Test
    void followsALinkThatStaysInside() throws IOException {
        write("..2026/one.md", "# One\n");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("one.md"), Path.of("..data/one.md"));

        assertThat(runbooks.read()).containsExactly(new RunbookFile("one.md", "# One\n"));
    }

    @Test
    void seesChangesAndRemovals() throws IOException {
        write("one.md", "# One\n");
        write("two.md", "# Two\n");
        var before = runbooks.read();
        assertThat(runbooks.read()).isSameAs(before);

        write("one.md", "# Another\n");
        Files.delete(folder.resolve("two.md"));

        assertThat(runbooks.read()).containsExactly(new RunbookFile("one.md", "# Another\n"));
    }

    @Test
    void leavesOutWhatIsTooLarge() throws IOException {
        write("large.md", "x".repeat((1 << 20) + 1));

        assertThat(runbooks.read()).isEmpty();
    }

    @Test
    void saysWhyAFolderIsNotRead() {
        assertThatThrownBy(() -> new FolderRunbooks(temp.resolve("none"), new FileRoots(List.of(temp))).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not there");
        assertThatThrownBy(() -> new FolderRunbooks(temp, new FileRoots(List.of(folder))).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vigia.file-roots");
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
