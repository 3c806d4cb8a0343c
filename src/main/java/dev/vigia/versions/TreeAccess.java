package dev.vigia.versions;

import java.io.IOException;
import java.util.List;

/// Read access to the tree of one commit in a bare repository: nothing is ever checked out. Ids are content
/// hashes, so whatever was computed from an id may be kept for ever.
public interface TreeAccess {

    CommitId commit();

    String rootId();

    /// The entries directly in a folder, in Git's order.
    List<Entry> entries(String treeId) throws IOException;

    /// @throws TooLargeException if the blob is larger than the limit
    /// @throws IOException if the repository cannot be read
    byte[] read(String blobId, int maxBytes) throws IOException;

    /// A blob above the reader's limit: a fact about the tree, where any other failure is one of the repository.
    final class TooLargeException extends IOException {

        public TooLargeException(long bytes, int maxBytes) {
            super("it has " + bytes + " bytes, and " + maxBytes + " is the most that is read");
        }
    }

    /// @param name one path segment, never `..` or with a slash
    record Entry(String name, String id, Kind kind) {}

    enum Kind {
        FILE,
        FOLDER,
        /// Never followed.
        SYMLINK,
        SUBMODULE
    }
}
