package dev.vigia.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

    @TempDir
    Path temp;

    @Test
    void theEnvironmentNamesTheProgram() throws IOException {
        var mlflow = program("own/mlflow");
        assertThat(new Peers(Map.of("VIGIA_MLFLOW", mlflow.toString())).locate("mlflow"))
                .contains(mlflow);
    }

    @Test
    void fallsBackToTheLaunchersCacheFolder() throws IOException {
        var dvc = program("cache/peers/dvc/bin/dvc");
        var gto = program("cache/peers/dvc/bin/gto");
        var peers = new Peers(Map.of("VIGIA_CACHE", temp.resolve("cache").toString()));
        assertThat(peers.locate("dvc")).contains(dvc);
        assertThat(peers.locate("gto")).contains(gto);
        assertThat(peers.locate("mlflow")).isEmpty();
        program("cache/peers/evidently/bin/evidently");
        var python = program("cache/peers/evidently/bin/python");
        assertThat(peers.locate("evidently-python")).contains(python);
    }

    @Test
    void theCacheFolderFollowsXdgAndThenHome() throws IOException {
        var xdg = program("xdg/vigia/peers/dvc/bin/dvc");
        var home = program("home/.cache/vigia/peers/dvc/bin/dvc");
        assertThat(new Peers(Map.of(
                                "XDG_CACHE_HOME", temp.resolve("xdg").toString(),
                                "HOME", temp.resolve("home").toString()))
                        .locate("dvc"))
                .contains(xdg);
        assertThat(new Peers(Map.of("HOME", temp.resolve("home").toString())).locate("dvc"))
                .contains(home);
    }

    @Test
    void anyOtherNameIsLookedUpOnThePath() throws IOException {
        var git = program("bin/git");
        assertThat(new Peers(Map.of("PATH", temp.resolve("bin").toString())).locate("git"))
                .contains(git);
        assertThat(new Peers(Map.of("PATH", "")).locate("git")).isEmpty();
    }

    @Test
    void findsAlertmanagerUnderDebiansName() throws IOException {
        var debian = program("bin/prometheus-alertmanager");
        assertThat(new Peers(Map.of("PATH", temp.resolve("bin").toString())).locate("alertmanager"))
                .contains(debian);
    }

    @Test
    void aFileThatIsNotExecutableIsNoProgram() throws IOException {
        var plain = Files.createFile(temp.resolve("dvc"));
        assertThat(new Peers(Map.of("VIGIA_DVC", plain.toString(), "HOME", temp.toString())).locate("dvc"))
                .isEmpty();
    }

    private Path program(String path) throws IOException {
        var file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
