package dev.vigia.versions.dvc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What was learned from content ids, for most of a tree is the same from tag to tag. Forgets all at once when it has
/// grown too large: what is still in use comes back with the next tag.
final class Remembered<V> {

    private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private final long limit;

    /// @param limit sum of weights, in bytes or whatever the caller counts in
    Remembered(long limit) {
        this.limit = limit;
    }

    @Nullable
    V get(String id) {
        return values.get(id);
    }

    V put(String id, V value, long size) {
        if (weight.addAndGet(size) > limit) {
            values.clear();
            weight.set(size);
        }
        if (size <= limit / 4) {
            values.put(id, value);
        }
        return value;
    }
}
