package dev.vigia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/// A folder for what lives as long as an application context, which JUnit's own folders do not.
public final class TemporaryFolder {

    private TemporaryFolder() {}

    /// A new, empty folder; it goes with everything in it when the tests' JVM ends.
    public static Path create() {
        try {
            var folder = Files.createTempDirectory("vigia-test").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    FileSystemUtils.deleteRecursively(folder);
                } catch (IOException e) {
                    System.err.println(folder + " could not be removed: " + e.getMessage());
                }
            }));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
