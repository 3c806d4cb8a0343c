package dev.vigia.versions;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Port: the tags of a project's repository and the trees they stand for. Nothing is ever checked out.
public interface TagSource {

    /// Asks the repository which tags it has now; their objects are not fetched yet.
    ///
    /// @throws SourceFailure if the repository cannot be reached or is not allowed, with a code that starts `git-`
    Listing list(Project project) throws SourceFailure;

    /// What the repository answered. To be closed; used by one thread.
    interface Listing extends AutoCloseable {

        /// In no particular order, each name once.
        Collection<Ref> refs();

        /// Fetches the objects of these tags, where they are not there yet.
        ///
        /// @throws SourceFailure if the transfer fails, takes too long or is too large
        Objects fetch(Collection<Ref> tags, SourceSync.Progress progress) throws SourceFailure;

        @Override
        void close();
    }

    /// @param target id of the object the tag points at directly; of an annotated tag it is the tag object
    record Ref(TagName name, String target) {}

    /// The objects of a repository; open as long as its listing is. May be used by many threads.
    interface Objects {

        /// Reads tags, in the given order.
        ///
        /// @param faults told of those that cannot be read, which are left out
        List<GitTag> describe(Collection<Ref> tags, ReadingFaults faults) throws IOException;

        /// Opens the tree of a commit for the calling thread.
        ///
        /// @return a tree whose reading methods throw if there is no such commit
        TreeAccess tree(CommitId commit) throws IOException;
    }

    /// A tag as its repository describes it.
    ///
    /// @param commit what it stands for after following tags of tags; if that is no commit, the object it ends at
    /// @param taggedAt when it was made; of a lightweight tag when its commit was made
    /// @param message without trailing blanks, null of a lightweight tag
    record GitTag(
            Ref ref,
            CommitId commit,
            boolean annotated,
            @Nullable Instant taggedAt,
            @Nullable String tagger,
            @Nullable String message) {}
}
