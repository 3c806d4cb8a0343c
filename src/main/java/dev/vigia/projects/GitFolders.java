package dev.vigia.projects;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Port: the text files of a folder of a Git repository at a branch, read without a checkout.
///
/// @see "src/docs/decisions/0013-files-of-a-repository.md"
public interface GitFolders {

    /// @param url in one of the forms of [GitLocation]
    /// @param folder inside the repository, with slashes; empty for all of it
    /// @param suffix of the files that are wanted, such as `.md`
    /// @param largest file that is read, in bytes
    record Place(
            String url,
            String branch,
            String folder,
            String suffix,
            int largest,
            @Nullable String username,
            @Nullable Secret password,
            @Nullable Path sshKey) {}

    /// @param files by path inside the folder, with slashes; what cannot be text has marks in place of its bytes
    record Content(String commit, SortedMap<String, String> files) {}

    /// @param known the commit whose content the caller has
    /// @return empty if the branch is still at that commit
    /// @throws SourceFailure if the repository cannot be read or has no such branch or folder
    Optional<Content> read(Place place, @Nullable String known) throws SourceFailure;
}
