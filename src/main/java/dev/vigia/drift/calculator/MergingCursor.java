package dev.vigia.drift.calculator;

import java.util.List;

/// Several ascending cursors as one, by a heap with the smallest key on top.
final class MergingCursor implements Cursor {

    private final Cursor[] heap;
    private int size;
    private long key;
    private long count;

    MergingCursor(List<Cursor> parts) {
        heap = new Cursor[parts.size()];
        for (var part : parts) {
            if (part.next()) {
                heap[size++] = part;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    @Override
    public boolean next() {
        if (size == 0) {
            return false;
        }
        key = heap[0].key();
        count = 0;
        while (size > 0 && heap[0].key() == key) {
            count += heap[0].count();
            if (!heap[0].next()) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
        return true;
    }

    private void sink(int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].key() < heap[child].key()) {
                child++;
            }
            if (heap[at].key() <= heap[child].key()) {
                return;
            }
            var moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }

    @Override
    public long key() {
        return key;
    }

    @Override
    public long count() {
        return count;
    }
}
