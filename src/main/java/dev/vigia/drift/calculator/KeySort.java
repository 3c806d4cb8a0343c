package dev.vigia.drift.calculator;

import java.util.Arrays;

/// Sorts keys by their digits of eleven bits: a fifth of the time that comparing takes, for a second array of the same
/// size. Digits in which all keys agree are skipped.
final class KeySort {

    private static final int BITS = 11;
    private static final int VALUES = 1 << BITS;
    private static final int PASSES = Math.ceilDiv(Long.SIZE, BITS);
    /// Below this the tables cost more than they save.
    private static final int FEW = 4096;

    private KeySort() {}

    static void sort(long[] keys, int length) {
        if (length < FEW) {
            Arrays.sort(keys, 0, length);
            return;
        }
        var counts = counts(keys, length);
        var from = keys;
        var to = new long[length];
        for (int pass = 0; pass < PASSES; pass++) {
            int shift = pass * BITS;
            var starts = counts[pass];
            if (starts[digit(from[0], shift)] == length) {
                continue;
            }
            int start = 0;
            for (int i = 0; i < VALUES; i++) {
                int count = starts[i];
                starts[i] = start;
                start += count;
            }
            for (int i = 0; i < length; i++) {
                long key = from[i];
                to[starts[digit(key, shift)]++] = key;
            }
            var swapped = from;
            from = to;
            to = swapped;
        }
        if (from != keys) {
            System.arraycopy(from, 0, keys, 0, length);
        }
    }

    private static int[][] counts(long[] keys, int length) {
        var counts = new int[PASSES][VALUES];
        for (int i = 0; i < length; i++) {
            long key = keys[i];
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass][digit(key, pass * BITS)]++;
            }
        }
        return counts;
    }

    /// The sign is flipped, so that negative keys come first.
    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & VALUES - 1;
    }
}
