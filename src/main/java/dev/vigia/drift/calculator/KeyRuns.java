package dev.vigia.drift.calculator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The keys of one column of one side, however many: what memory has no room for is sorted and set aside.
final class KeyRuns {

    private final KeyMemory memory;
    private final List<SpillFile.Run> runs = new ArrayList<>();
    private long[] keys = new long[0];
    private int used;
    private long size;

    KeyRuns(KeyMemory memory) {
        this.memory = memory;
    }

    void add(long key) {
        if (used == keys.length) {
            makeRoom();
        }
        keys[used++] = key;
        size++;
    }

    private void makeRoom() {
        int grown = memory.grown(keys.length);
        if (grown > keys.length) {
            keys = Arrays.copyOf(keys, grown);
        } else {
            KeySort.sort(keys, used);
            runs.add(memory.spill().write(keys, used));
            used = 0;
        }
    }

    long size() {
        return size;
    }

    /// To be called once, when nothing more comes.
    void sort() {
        KeySort.sort(keys, used);
    }

    Cursor cursor() {
        if (runs.isEmpty()) {
            return new ArrayCursor(keys, used);
        }
        List<Cursor> parts = new ArrayList<>();
        runs.forEach(run -> parts.add(memory.spill().cursor(run)));
        parts.add(new ArrayCursor(keys, used));
        return new MergingCursor(parts);
    }

    private static final class ArrayCursor implements Cursor {

        private final long[] keys;
        private final int length;
        private int at;
        private int start;

        ArrayCursor(long[] keys, int length) {
            this.keys = keys;
            this.length = length;
        }

        @Override
        public boolean next() {
            if (at == length) {
                return false;
            }
            start = at;
            long key = keys[at++];
            while (at < length && keys[at] == key) {
                at++;
            }
            return true;
        }

        @Override
        public long key() {
            return keys[start];
        }

        @Override
        public long count() {
            return at - start;
        }
    }
}
