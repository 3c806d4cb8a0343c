package dev.vigia.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleProjectTest {

    @TempDir
    Path data;

    static List<String> names() {
        return UnpackSamples.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasARepositoryARemoteAndRuns(String name) {
        var sample = SampleProject.in(data, name);
        sample.unpack();
        assertThat(sample.folder().resolve("repo.bundle")).isRegularFile();
        assertThat(sample.folder().resolve("store/files/md5")).isDirectory();
        assertThat(sample.folder().resolve("mlruns")).isDirectory();
        assertThat(sample.folder().resolve("checkout")).isDirectory();
    }

    @ParameterizedTest
    @MethodSource("names")
    void laterTheRepositoryOrTheRunsHaveChanged(String name) throws IOException {
        var sample = SampleProject.in(data, name);
        sample.unpack();
        var before = digest(sample.folder());
        assertThat(sample.hasMovedOn()).isFalse();

        sample.moveOn();

        assertThat(sample.hasMovedOn()).isTrue();
        assertThat(digest(sample.folder())).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("names")
    void unpackingAgainKeepsWhatHasHappenedSince(String name) throws IOException {
        var sample = SampleProject.in(data, name);
        sample.unpack();
        sample.moveOn();
        var later = digest(sample.folder());

        sample.unpack();

        assertThat(digest(sample.folder())).isEqualTo(later);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noPathOfTheMachineItWasMadeOnIsLeft(String name) throws IOException {
        var sample = SampleProject.in(data, name);
        sample.unpack();
        sample.moveOn();
        try (Stream<Path> files = Files.walk(sample.folder().resolve("mlruns"))) {
            assertThat(files.filter(file -> file.endsWith("meta.yaml")))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.UTF_8))
                            .doesNotContain("file:", "/tmp", "/home", "/root"));
        }
    }

    private static List<String> digest(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(file -> {
                        try {
                            return folder.relativize(file) + " " + Arrays.hashCode(Files.readAllBytes(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
