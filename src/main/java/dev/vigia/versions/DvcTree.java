package dev.vigia.versions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tree of one commit says about DVC, together with all that is needed to ask whether its data was pushed.
///
/// @param outputs those that a push of this commit would carry
/// @param projects the DVC projects in the tree, the outermost first
public record DvcTree(TreeState state, List<DeclaredOutput> outputs, List<DvcProject> projects) {

    /// One output that belongs into a remote.
    ///
    /// @param path from the repository's root
    /// @param project folder of its DVC project, empty for the root
    /// @param hash as in the lock, `.dir` included; null where the lock has none
    /// @param size bytes by the lock
    /// @param layout `dvc3`, `dvc2` or `version-aware`
    /// @param remote the output's own remote, else the project's default; null where there is neither
    /// @param objects of a version-aware output: what the push wrote, empty if it was never pushed
    /// @param values whether it is a metrics or params file that lies in the remote instead of in Git
    /// @param doubt a code that says why nothing can be known of it, such as `never-run`
    /// @param doubtDetail what a sentence about the doubt needs
    public record DeclaredOutput(
            String path,
            String project,
            @Nullable String hash,
            @Nullable Long size,
            boolean directory,
            String layout,
            @Nullable String remote,
            List<VersionedObject> objects,
            @Nullable Values values,
            @Nullable String doubt,
            @Nullable String doubtDetail) {}

    /// @param path from the output's own path; empty if the output is one file
    /// @param versionId null if the lock names none: it was not pushed
    public record VersionedObject(
            String path,
            @Nullable String md5,
            @Nullable Long size,
            @Nullable String etag,
            @Nullable String versionId) {}

    public enum Values {
        METRICS,
        PARAMS
    }

    /// @param folder from the repository's root, empty for the root
    /// @param remotes by name, lower case, with their options as written, keys in lower case
    /// @param problem why its configuration cannot be read
    public record DvcProject(
            String folder,
            @Nullable String defaultRemote,
            Map<String, Map<String, String>> remotes,
            @Nullable String problem) {}
}
