package dev.vigia.drift.calculator;

/// Goes through the different keys of one side in ascending order.
interface Cursor {

    /// Moves to the next key; the first call moves to the first.
    ///
    /// @return false when there is none
    boolean next();

    long key();

    /// How often the key occurs, at least once.
    long count();
}
