package dev.vigia.projects;

import java.nio.file.Path;

/// The folder for everything that Vigía keeps outside its database (`vigia.data-dir`): mirrors, caches, and the
/// embedded database itself.
///
/// @param path absolute; may not exist yet
public record DataDirectory(Path path) {

    /// A path inside, for a feature's own use; not created.
    public Path in(String first, String... more) {
        return path.resolve(Path.of(first, more));
    }
}
