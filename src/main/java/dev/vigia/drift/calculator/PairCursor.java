package dev.vigia.drift.calculator;

/// Goes through the different keys of both sides together, in ascending order.
final class PairCursor {

    private final Cursor reference;
    private final Cursor current;
    private boolean moreReference;
    private boolean moreCurrent;
    private long key;
    private long referenceCount;
    private long currentCount;

    PairCursor(Cursor reference, Cursor current) {
        this.reference = reference;
        this.current = current;
        moreReference = reference.next();
        moreCurrent = current.next();
    }

    boolean next() {
        if (!moreReference && !moreCurrent) {
            return false;
        }
        boolean takeReference = moreReference && (!moreCurrent || reference.key() <= current.key());
        boolean takeCurrent = moreCurrent && (!moreReference || current.key() <= reference.key());
        key = takeReference ? reference.key() : current.key();
        referenceCount = 0;
        currentCount = 0;
        if (takeReference) {
            referenceCount = reference.count();
            moreReference = reference.next();
        }
        if (takeCurrent) {
            currentCount = current.count();
            moreCurrent = current.next();
        }
        return true;
    }

    long key() {
        return key;
    }

    double number() {
        return Keys.toNumber(key);
    }

    /// How often the key occurs in the reference; may be 0.
    long reference() {
        return referenceCount;
    }

    /// How often the key occurs on the current side; may be 0.
    long current() {
        return currentCount;
    }
}
