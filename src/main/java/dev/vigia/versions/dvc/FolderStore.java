package dev.vigia.versions.dvc;

import dev.vigia.projects.FileRoots;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A remote in a local folder. Each object is looked at by itself: the size is wanted too, which a listing of its
/// folder would not give.
final class FolderStore implements ObjectStore {

    private final Path root;
    private final FileRoots roots;

    /// @param root resolved against the file roots
    FolderStore(Path root, FileRoots roots) {
        this.root = root;
        this.roots = roots;
    }

    @Override
    public ObjectAnswer ask(String key, @Nullable String version) {
        Path path = root.resolve(key);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                attributes = Files.readAttributes(roots.resolve(path), BasicFileAttributes.class);
            }
            return attributes.isRegularFile() ? new ObjectAnswer.Present(attributes.size()) : ObjectAnswer.MISSING;
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A mount that went away leaves its empty place behind, or none.
            return Files.isDirectory(root)
                    ? ObjectAnswer.MISSING
                    : new ObjectAnswer.Unknown("remote-unreachable", "its folder is gone");
        } catch (AccessDeniedException e) {
            return new ObjectAnswer.Unknown("remote-refused", "Vigía may not read its folder");
        } catch (SourceFailure e) {
            return new ObjectAnswer.Unknown("remote-refused", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new ObjectAnswer.Unknown("remote-unreachable", "its folder cannot be read: " + e.getMessage());
        }
    }

    @Override
    public byte[] read(String key, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(roots.resolve(root.resolve(key)))) {
            return Bounded.read(in, maxBytes);
        } catch (SourceFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int parallel() {
        return 2;
    }
}
