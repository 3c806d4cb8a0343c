package dev.vigia.drift.calculator;

import java.util.function.LongSupplier;

/// How many keys the columns of one side may keep in memory. Half of it is divided among them in advance; the other
/// half goes to those that need more, for many columns have few different values and need none. Used by one reader.
final class KeyMemory {

    private static final int SMALLEST = 1024;
    /// So that the first column to ask does not get all, and sorting needs no second array of that size.
    private static final long MOST_SHARES = 4;

    private final SpillFile spill;
    private final int each;
    private final LongSupplier expectedRows;
    private long shared;

    /// @param keys in all
    /// @param expectedRows as far as can be told by now
    KeyMemory(SpillFile spill, long keys, int columns, LongSupplier expectedRows) {
        this.spill = spill;
        this.expectedRows = expectedRows;
        each = (int) Math.clamp(keys / 2 / columns, SMALLEST, Integer.MAX_VALUE / 4);
        shared = keys / 2;
    }

    SpillFile spill() {
        return spill;
    }

    /// @param size of a column's array that is full
    /// @return the size to let it grow to, or the same size if there is no room
    int grown(int size) {
        // More than expected, for rows are not of one length; a column that was wrong grows again.
        long first = Math.max(expectedRows.getAsLong() * 5 / 4, SMALLEST);
        long wanted = size == 0 ? first : size * 2L;
        if (wanted <= each) {
            return (int) wanted;
        }
        long beyond = wanted - Math.max(size, each);
        if (wanted <= each * MOST_SHARES && beyond <= shared) {
            shared -= beyond;
            return (int) wanted;
        }
        return Math.max(size, each);
    }
}
