package dev.vigia.versions;

import java.util.List;

/// What the tree of one commit says. A commit's tree never changes, so this is computed once.
///
/// @param problems files that could not be read, in sentences; the rest of the state still holds
/// @param unread those of them that hold metrics or params
public record TreeState(
        CommitId commit,
        DvcTracking tracking,
        List<TreeValue> metrics,
        List<TreeValue> params,
        List<String> problems,
        List<UnreadValues> unread) {

    public TreeState(
            CommitId commit,
            DvcTracking tracking,
            List<TreeValue> metrics,
            List<TreeValue> params,
            List<String> problems) {
        this(commit, tracking, metrics, params, problems, List.of());
    }
}
