package dev.vigia.runbooks.files;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.SourceFailure;
import dev.vigia.runbooks.RunbookFile;
import dev.vigia.runbooks.RunbookSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A folder of documents. A link is followed as far as it stays inside, as those do by which Kubernetes mounts files.
final class FolderRunbooks implements RunbookSource {

    static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 8;
    private static final int MOST = 2000;

    private final Path folder;
    private final FileRoots roots;
    private List<Seen> seen = List.of();
    private List<RunbookFile> files = List.of();

    /// By which a change is noticed.
    private record Seen(String name, Path file, long size, long changed) {}

    FolderRunbooks(Path folder, FileRoots roots) {
        this.folder = folder;
        this.roots = roots;
    }

    @Override
    public String origin() {
        return folder.toString();
    }

    @Override
    public synchronized List<RunbookFile> read() throws IOException {
        var now = look();
        if (!now.equals(seen)) {
            var read = new ArrayList<RunbookFile>();
            for (var one : now) {
                try (var in = Files.newInputStream(one.file(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    read.add(new RunbookFile(one.name(), new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8)));
                }
            }
            files = List.copyOf(read);
            seen = now;
        }
        return files;
    }

    private List<Seen> look() throws IOException {
        Path root;
        try {
            root = roots.resolve(folder).toRealPath();
        } catch (SourceFailure e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("The folder " + folder + " is not there.", e);
        }
        if (!Files.isDirectory(root)) {
            throw new IOException(folder + " is not a folder.");
        }
        var found = new TreeMap<String, Seen>();
        Files.walkFileTree(root, Set.<FileVisitOption>of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(root) && hidden(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                take(root, file, found);
                return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found.values());
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static void take(Path root, Path file, TreeMap<String, Seen> found) {
        if (hidden(file) || !file.getFileName().toString().endsWith(".md")) {
            return;
        }
        try {
            var real = file.toRealPath();
            var attributes = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (real.startsWith(root) && attributes.isRegularFile() && attributes.size() <= LARGEST) {
                var relative = root.relativize(file);
                var name = IntStream.range(0, relative.getNameCount())
                        .mapToObj(i -> relative.getName(i).toString())
                        .collect(Collectors.joining("/"));
                found.put(
                        name,
                        new Seen(
                                name,
                                real,
                                attributes.size(),
                                attributes.lastModifiedTime().toMillis()));
            }
        } catch (IOException e) {
            // Gone since it was listed, or a link to nothing: not there.
            found.remove(file.toString());
        }
    }
}
