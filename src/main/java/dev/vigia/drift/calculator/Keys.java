package dev.vigia.drift.calculator;

/// Values as 64-bit keys, so that numbers and labels are sorted, kept and counted by the same code. Keys of numbers
/// have the numbers' order; keys of labels are hashes, and have none.
final class Keys {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Keys() {}

    /// @param value any number but NaN; the two zeros are one value
    static long ofNumber(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    static double toNumber(long key) {
        return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
    }

    /// With 64 bits, two of ten million labels are taken for one with a chance of one in four hundred thousand.
    static long ofLabel(char[] text, int offset, int length) {
        long hash = length * MULTIPLIER;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        hash *= 0xBF58476D1CE4E5B9L;
        return hash ^ hash >>> 32;
    }
}
