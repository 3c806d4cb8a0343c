package dev.vigia.versions;

import java.io.IOException;

/// Port: what the tree of one commit says about DVC. Implementations are safe for use by many threads and may
/// remember what they learned from a content id.
public interface DvcReader {

    /// @throws IOException if the repository itself cannot be read; a broken file in the tree is part of the answer
    DvcTree read(TreeAccess tree) throws IOException;
}
