package dev.vigia.runbooks;

import java.io.IOException;
import java.util.List;

/// Port: a place that runbooks come from.
public interface RunbookSource {

    /// For people, such as `shipped with Vigía` or the folder's path.
    String origin();

    /// All its documents. Asked again and again: what has not changed should cost little.
    ///
    /// @throws IOException with a sentence for people if it cannot be read now
    List<RunbookFile> read() throws IOException;

    /// Whether it is worth looking at it again.
    default boolean canChange() {
        return true;
    }
}
