package dev.vigia.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRootsTest {

    @TempDir
    private Path folder;

    private Path root = Path.of("/");
    private Path secret = Path.of("/");

    @BeforeEach
    void folders() throws IOException {
        folder = folder.toRealPath();
        root = Files.createDirectories(folder.resolve("root"));
        secret = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(secret.resolve("key"), "s");
    }

    private Path resolve(Path path) throws SourceFailure {
        return new FileRoots(List.of(root)).resolve(path);
    }

    private void refuses(Path path) {
        assertThatThrownBy(() -> resolve(path))
                .isInstanceOfSatisfying(
                        SourceFailure.class, e -> assertThat(e.code()).isEqualTo("path-refused"));
    }

    @Test
    void takesWhatIsInsideWhetherItExistsOrNot() throws Exception {
        assertThat(resolve(root)).isEqualTo(root);
        assertThat(resolve(root.resolve("files/md5/ab/cd"))).isEqualTo(root.resolve("files/md5/ab/cd"));
        assertThat(resolve(root.resolve("../" + root.getFileName() + "/a"))).isEqualTo(root.resolve("a"));
    }

    @Test
    void refusesWhatLeadsOut() {
        refuses(secret.resolve("key"));
        refuses(root.resolve("../secret/key"));
        refuses(root.resolve("missing/../../secret/key"));
        refuses(Path.of("relative"));
        refuses(folder.resolve("root-beside"));
    }

    @Test
    void followsLinksBeforeItJudges() throws Exception {
        Files.createSymbolicLink(root.resolve("out"), secret);
        Files.createSymbolicLink(root.resolve("dangling"), secret.resolve("later"));
        Files.createSymbolicLink(folder.resolve("alias"), root);

        refuses(root.resolve("out/key"));
        refuses(root.resolve("out/missing"));
        refuses(root.resolve("dangling"));
        assertThat(resolve(folder.resolve("alias/a"))).isEqualTo(root.resolve("a"));
    }

    @Test
    void takesNothingWithoutRoots() {
        assertThatThrownBy(() -> new FileRoots(List.of()).resolve(root)).isInstanceOf(SourceFailure.class);
    }
}
