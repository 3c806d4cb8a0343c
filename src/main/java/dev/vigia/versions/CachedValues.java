package dev.vigia.versions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics or params of a file that lies in the remote instead of in Git.
///
/// @param kind whether metrics or params
/// @param why why the file could not be read; null if it could
public record CachedValues(
        String file,
        DvcTree.Values kind,
        List<TreeValue> values,
        @Nullable String why) {

    static TreeState added(TreeState state, List<CachedValues> files) {
        List<TreeValue> metrics = new ArrayList<>(state.metrics());
        List<TreeValue> params = new ArrayList<>(state.params());
        List<String> problems = new ArrayList<>(state.problems());
        List<UnreadValues> unread = new ArrayList<>(state.unread());
        for (CachedValues file : files) {
            (file.kind() == DvcTree.Values.METRICS ? metrics : params).addAll(file.values());
            if (file.why() != null) {
                problems.add(file.file() + " cannot be read: " + file.why());
                unread.add(new UnreadValues(file.file(), file.kind(), file.why()));
            }
        }
        return new TreeState(state.commit(), state.tracking(), metrics, params, problems, unread);
    }
}
