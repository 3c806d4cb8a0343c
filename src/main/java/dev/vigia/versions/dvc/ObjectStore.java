package dev.vigia.versions.dvc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One remote, open for questions. Only ever reads. Safe for use by many threads.
interface ObjectStore extends AutoCloseable {

    /// Whether there is such an object; expected failures are answers.
    ///
    /// @param key below the remote's url
    /// @param version null for the newest
    ObjectAnswer ask(String key, @Nullable String version);

    /// @throws IOException if it cannot be read, or is larger than the limit
    byte[] read(String key, int maxBytes) throws IOException;

    /// How many questions may be open at once.
    int parallel();

    @Override
    default void close() {}
}
