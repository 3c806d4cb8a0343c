package dev.vigia.drift.calculator;

import java.util.Arrays;

/// How often each key of one column of one side occurs. While there are few different ones they are counted as they
/// come; a column of many, such as measurements and identifiers, keeps each key and is sorted at the end.
final class KeyCounts {

    /// More different ones than any chart shows, and few enough for memory in a table of a thousand columns.
    static final int MOST = 1 << 12;

    private final KeyRuns runs;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private int different;
    private boolean many;
    private long size;

    KeyCounts(KeyRuns runs) {
        this.runs = runs;
    }

    /// @return whether it is new, as far as that is known: never once there are many
    boolean add(long key) {
        size++;
        if (many) {
            runs.add(key);
            return false;
        }
        int slot = slot(key);
        if (counts[slot]++ != 0) {
            return false;
        }
        keys[slot] = key;
        if (++different > MOST) {
            becomeMany();
        } else if (different * 2 > keys.length) {
            grow();
        }
        return true;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        // Keys of small integers differ in their upper bits only.
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldCounts = counts;
        keys = new long[oldKeys.length * 4];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    private void becomeMany() {
        many = true;
        for (int i = 0; i < keys.length; i++) {
            for (long n = 0; n < counts[i]; n++) {
                runs.add(keys[i]);
            }
        }
        keys = new long[0];
        counts = new long[0];
    }

    boolean many() {
        return many;
    }

    long size() {
        return size;
    }

    /// To be called once, when nothing more comes.
    void sort() {
        if (many) {
            runs.sort();
            return;
        }
        var ordered = new long[different];
        int at = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                ordered[at++] = keys[i];
            }
        }
        Arrays.sort(ordered);
        var matching = new long[different];
        for (int i = 0; i < different; i++) {
            matching[i] = counts[slot(ordered[i])];
        }
        keys = ordered;
        counts = matching;
    }

    /// To be called after [#sort].
    Cursor cursor() {
        return many ? runs.cursor() : new CountCursor();
    }

    private final class CountCursor implements Cursor {

        private int at = -1;

        @Override
        public boolean next() {
            return ++at < different;
        }

        @Override
        public long key() {
            return keys[at];
        }

        @Override
        public long count() {
            return counts[at];
        }
    }
}
