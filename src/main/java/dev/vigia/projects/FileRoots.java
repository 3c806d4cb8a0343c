package dev.vigia.projects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The local folders that sources may be in (`vigia.file-roots`). Every local path that comes from outside, from the
/// settings as well as from a repository, is resolved here before it is opened.
public class FileRoots {

    private final List<Path> roots;

    /// @param roots existing folders; may be reached by links themselves
    public FileRoots(List<Path> roots) {
        this.roots = roots.stream().map(FileRoots::real).toList();
    }

    /// @param path absolute; need not exist
    /// @return the path without links, inside one of the roots
    /// @throws SourceFailure `path-refused` if it leads out of every root, by `..` or by a link
    public Path resolve(Path path) throws SourceFailure {
        if (!path.isAbsolute()) {
            throw refused(path, "is not absolute", null);
        }
        Path resolved;
        try {
            resolved = realAsFarAsItExists(path);
        } catch (IOException | RuntimeException e) {
            throw refused(path, "cannot be resolved", e);
        }
        if (roots.stream().noneMatch(resolved::startsWith)) {
            throw refused(path, "is in none of the folders of vigia.file-roots", null);
        }
        return resolved;
    }

    /// @param text an absolute path or a `file:` URL in any of its spellings
    /// @throws IllegalArgumentException with a sentence for people if it is neither
    public static Path path(String text) {
        try {
            var path = text.startsWith("file:") ? ofUrl(text) : Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException("expected an absolute path", e);
        }
        throw new IllegalArgumentException("expected an absolute path");
    }

    /// Taken as written where it is no valid URL: paths with spaces are common in `file:` settings.
    private static Path ofUrl(String text) {
        var rest = text.substring("file:".length());
        if (rest.startsWith("//")) {
            var slash = rest.indexOf('/', 2);
            var host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw new IllegalArgumentException("expected file:///path, without the host " + host);
            }
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        try {
            return Path.of(
                    rest.contains("%")
                            ? URI.create("file:" + rest.replace(" ", "%20")).getPath()
                            : rest);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected an absolute path", e);
        }
    }

    private static Path realAsFarAsItExists(Path path) throws IOException {
        var existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
            if (existing == null) {
                throw new IOException("No part of the path exists");
            }
        }
        if (existing.getNameCount() == path.getNameCount()) {
            return path.toRealPath();
        }
        var rest = path.subpath(existing.getNameCount(), path.getNameCount());
        for (var name : rest) {
            if (name.toString().equals("..")) {
                throw new IOException("Leads back from a folder that does not exist");
            }
        }
        // A dangling link throws here: where it would lead to is not known.
        return existing.toRealPath().resolve(rest).normalize();
    }

    private static Path real(Path path) {
        try {
            return realAsFarAsItExists(path.toAbsolutePath());
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static SourceFailure refused(Path path, String why, @Nullable Throwable cause) {
        return new SourceFailure(
                "path-refused",
                "The path " + path + " " + why + ". Add its folder to vigia.file-roots if it may be read.",
                cause);
    }
}
