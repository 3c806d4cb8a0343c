package dev.vigia.drift.calculator;

/// What one pass over both sides of a column tells: enough to choose the test and to lay out bins.
///
/// @param referenceUnique different values of the reference, and so on
/// @param referenceMean NaN for labels
/// @param lowest of the numbers of both sides
record Profile(
        long referenceRows,
        long currentRows,
        long referenceUnique,
        long currentUnique,
        long unique,
        double referenceMean,
        double lowest,
        double highest) {

    static Profile of(Column reference, Column current) {
        var pair = new PairCursor(reference.cursor(), current.cursor());
        boolean numbers = !reference.storage().label() && !current.storage().label();
        long referenceUnique = 0;
        long currentUnique = 0;
        long unique = 0;
        double lowest = Double.NaN;
        double highest = Double.NaN;
        var sum = new Sum();
        while (pair.next()) {
            unique++;
            referenceUnique += pair.reference() > 0 ? 1 : 0;
            currentUnique += pair.current() > 0 ? 1 : 0;
            if (numbers) {
                double value = pair.number();
                lowest = unique == 1 ? value : lowest;
                highest = value;
                if (pair.reference() > 0) {
                    sum.add(value * pair.reference());
                }
            }
        }
        return new Profile(
                reference.left(),
                current.left(),
                referenceUnique,
                currentUnique,
                unique,
                numbers ? sum.value() / reference.left() : Double.NaN,
                lowest,
                highest);
    }
}
