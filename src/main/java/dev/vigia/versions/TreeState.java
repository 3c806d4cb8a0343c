package dev.vigia.versions;

import java.util.List;

/// What the tree of one commit says. A commit's tree never changes, so this is computed once.
///
/// @param problems files that could not be read, in sentences; the rest of the state still holds
public record TreeState(
        CommitId commit,
        DvcTracking tracking,
        List<TreeValue> metrics,
        List<TreeValue> params,
        List<String> problems) {}
