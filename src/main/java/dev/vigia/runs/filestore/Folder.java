package dev.vigia.runs.filestore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads files without ever following a symbolic link, and no more of any than is sensible.
final class Folder {

    static final int LARGEST_TEXT = 1_000_000;

    private static final int LARGEST_YAML = 64_000;
    private static final int MOST_FILES = 50_000;
    private static final int DEEPEST = 20;
    private static final OpenOption[] READ = {StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS};

    /// Folders directly below, in order; none if there is no such folder.
    List<Path> folders(Path parent) throws IOException {
        var children = new ArrayList<Path>();
        if (isFolder(parent)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, this::isFolder)) {
                all.forEach(children::add);
            } catch (NoSuchFileException | NotDirectoryException _) {
                return List.of();
            }
        }
        children.sort(null);
        return children;
    }

    boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Files below, by their path from here with `/` between: a key with a slash is a file in a sub-folder.
    Map<String, Path> files(Path parent) throws IOException {
        var files = new TreeMap<String, Path>();
        collect(parent, "", files, 0);
        return files;
    }

    private void collect(Path parent, String prefix, Map<String, Path> files, int depth) throws IOException {
        if (depth > DEEPEST || !isFolder(parent)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            for (Path child : children) {
                var key = prefix + child.getFileName();
                if (isFolder(child)) {
                    collect(child, key + "/", files, depth + 1);
                } else if (isFile(child) && files.size() < MOST_FILES) {
                    files.put(key, child);
                }
            }
        } catch (NoSuchFileException _) {
            // Deleted while we look: as if it had never been there.
        }
    }

    /// The beginning of the file; empty if it is not there.
    String text(Path file) throws IOException {
        if (!isFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file, READ)) {
            return new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /// The whole file if it has no more than that many bytes, else one more than that many; nothing if it is not there.
    Optional<byte[]> bytes(Path file, int largest) throws IOException {
        if (!isFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, READ)) {
            return Optional.of(in.readNBytes(largest + 1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// The end of the file, beginning with a whole line.
    String tail(Path file) throws IOException {
        if (!isFile(file)) {
            return "";
        }
        try (var in = Files.newByteChannel(file, READ)) {
            long from = Math.max(0, in.size() - LARGEST_TEXT);
            in.position(from);
            var bytes = Channels.newInputStream(in).readNBytes(LARGEST_TEXT);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /// The scalars of a flat YAML mapping, all as text; empty if there is none or it is not understood.
    Map<String, String> yaml(Path file) throws IOException {
        var text = text(file);
        if (text.isBlank() || text.length() > LARGEST_YAML) {
            return Map.of();
        }
        var settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(10)
                .setCodePointLimit(LARGEST_YAML)
                .build();
        try {
            if (!(new Load(settings).loadFromString(text) instanceof Map<?, ?> entries)) {
                return Map.of();
            }
            var values = new HashMap<String, String>();
            entries.forEach((key, value) -> {
                if (key instanceof String name && value instanceof String scalar) {
                    values.put(name, scalar);
                }
            });
            return values;
        } catch (YamlEngineException | StackOverflowError _) {
            return Map.of();
        }
    }
}
