package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The trees stored last: they are judged next, and need not be read back for it. A commit's tree never changes, so
/// what is here is right whatever became of the transaction that stored it.
final class RecentStates {

    private record Key(ProjectKey project, CommitId commit) {}

    private record Kept(TreeState state, long size) {}

    private final Map<Key, Kept> kept = new LinkedHashMap<>();
    private final long limit;
    private long size;

    /// @param limit sum of sizes; the oldest go first
    RecentStates(long limit) {
        this.limit = limit;
    }

    synchronized void put(ProjectKey project, TreeState state, long sizeOfIt) {
        Key key = new Key(project, state.commit());
        Kept before = kept.remove(key);
        size += sizeOfIt - (before == null ? 0 : before.size());
        kept.put(key, new Kept(state, sizeOfIt));
        Iterator<Kept> oldest = kept.values().iterator();
        while (size > limit && oldest.hasNext()) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }

    /// Forgets it as well: what was judged is seldom judged again soon, and then the database has it.
    synchronized @Nullable TreeState take(ProjectKey project, CommitId commit) {
        Kept found = kept.remove(new Key(project, commit));
        if (found == null) {
            return null;
        }
        size -= found.size();
        return found.state();
    }
}
