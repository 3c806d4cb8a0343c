package dev.vigia.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A sample project: an archive in the jar, unpacked into a folder of its own.
///
/// The archive (`src/demo/pack.py` writes it) holds `before/…`, the project as Vigía first meets it; `later/…`,
/// the files that are new or different some time later; and `later.removed`, the paths that are gone by then.
record SampleProject(String name, Path folder) {

    private static final String DONE = ".before";
    private static final String LATER = ".later";

    static SampleProject in(Path dataDirectory, String name) {
        return new SampleProject(name, dataDirectory.resolve("demo").resolve(name));
    }

    /// Does nothing if it has been unpacked already: a demo on a folder of one's own can be stopped and started.
    void unpack() {
        if (Files.exists(folder.resolve(DONE))) {
            return;
        }
        apply("before/");
        mark(DONE);
    }

    boolean hasMovedOn() {
        return Files.exists(folder.resolve(LATER));
    }

    /// Lets time pass: tags move, runs and objects go.
    void moveOn() {
        apply("later/");
        mark(LATER);
    }

    private void apply(String part) {
        try (var archive = new ZipInputStream(open())) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().startsWith(part)) {
                    write(target(entry.getName().substring(part.length())), entry, archive);
                } else if (part.equals("later/") && entry.getName().equals("later.removed")) {
                    remove(new String(archive.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sample project " + name + " cannot be unpacked into " + folder, e);
        }
    }

    private InputStream open() throws IOException {
        var archive = SampleProject.class.getResourceAsStream("/demo/" + name + ".zip");
        if (archive == null) {
            throw new IOException("There is no sample project " + name);
        }
        return archive;
    }

    /// A file appears whole or not at all: a sync may be reading the old one.
    private static void write(Path target, ZipEntry entry, InputStream content) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void remove(String names) throws IOException {
        for (var name : names.lines().filter(line -> !line.isBlank()).toList()) {
            Files.deleteIfExists(target(name));
        }
    }

    private Path target(String name) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The sample project " + this.name + " holds a path that leads out: " + name);
        }
        return target;
    }

    private void mark(String step) {
        try {
            Files.writeString(folder.resolve(step), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
