package dev.vigia.versions;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import java.io.IOException;

/// Port: the trees that are here already, for what is only read when a person asks for it.
public interface TreeSource {

    /// Opens them without asking the repository for anything new.
    ///
    /// @throws SourceFailure if there is no repository, or it was not fetched to this place yet
    Kept kept(Project project) throws SourceFailure;

    /// To be closed; used by one thread.
    interface Kept extends AutoCloseable {

        /// @return a tree whose reading methods throw if the commit is not here
        TreeAccess tree(CommitId commit) throws IOException;

        @Override
        void close();
    }
}
