package dev.vigia.drift.calculator;

import dev.vigia.drift.calculator.Histogram.Bar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Lays out the two distributions of a column for a reader: equal ranges for numbers, the most frequent values else.
final class Histograms {

    private static final int RANGES = 30;
    private static final int VALUES = 20;
    /// Up to so many numbers have a bar each: ranges would hold now one of them and now two.
    private static final int NUMBERS = 60;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e12;
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Histograms() {}

    static Histogram of(Column reference, Column current, Profile profile, ColumnType type) {
        if (type == ColumnType.NUMERIC && profile.unique() > NUMBERS) {
            return ranges(reference, current, profile);
        }
        return values(reference, current, profile, type);
    }

    private static Histogram ranges(Column reference, Column current, Profile profile) {
        var edges = Bins.equal(profile.lowest(), profile.highest(), RANGES);
        var referenceCounts = new long[RANGES];
        var currentCounts = new long[RANGES];
        var pair = new PairCursor(reference.cursor(), current.cursor());
        int bin = 0;
        while (pair.next()) {
            while (bin < RANGES - 1 && pair.number() >= edges[bin + 1]) {
                bin++;
            }
            referenceCounts[bin] += pair.reference();
            currentCounts[bin] += pair.current();
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < RANGES; i++) {
            bars.add(new Bar(
                    number(edges[i]) + " to " + number(edges[i + 1]),
                    (double) referenceCounts[i] / profile.referenceRows(),
                    (double) currentCounts[i] / profile.currentRows()));
        }
        return new Histogram(bars);
    }

    private record Value(long key, long reference, long current) {
        double weight(Profile profile) {
            return (double) reference / profile.referenceRows() + (double) current / profile.currentRows();
        }
    }

    private static Histogram values(Column reference, Column current, Profile profile, ColumnType type) {
        int room = type == ColumnType.NUMERIC ? NUMBERS : VALUES;
        Comparator<Value> byWeight = Comparator.comparingDouble(value -> value.weight(profile));
        List<Value> most = new ArrayList<>();
        var pair = new PairCursor(reference.cursor(), current.cursor());
        while (pair.next()) {
            most.add(new Value(pair.key(), pair.reference(), pair.current()));
            if (most.size() > 50 * room) {
                most.sort(byWeight.reversed());
                most.subList(room, most.size()).clear();
            }
        }
        most.sort(byWeight.reversed());
        if (most.size() > room) {
            most.subList(room, most.size()).clear();
        }
        if (!reference.storage().label()) {
            most.sort(Comparator.comparingLong(Value::key));
        }
        List<Bar> bars = new ArrayList<>();
        long shownReference = 0;
        long shownCurrent = 0;
        for (var value : most) {
            shownReference += value.reference();
            shownCurrent += value.current();
            bars.add(new Bar(
                    label(reference, current, value.key()),
                    (double) value.reference() / profile.referenceRows(),
                    (double) value.current() / profile.currentRows()));
        }
        if (profile.unique() > most.size()) {
            bars.add(new Bar(
                    profile.unique() - most.size() + " others",
                    (double) (profile.referenceRows() - shownReference) / profile.referenceRows(),
                    (double) (profile.currentRows() - shownCurrent) / profile.currentRows()));
        }
        return new Histogram(bars);
    }

    private static String label(Column reference, Column current, long key) {
        if (!reference.storage().label()) {
            boolean truth = current.storage() == Storage.BOOLEAN;
            double value = Keys.toNumber(key);
            return truth && (value == 0 || value == 1) ? Boolean.toString(value == 1) : number(value);
        }
        var text = current.texts().getOrDefault(key, reference.texts().get(key));
        return text == null ? "?" : text;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        // Integers in full, such as a code that stands for a category; else four digits that count.
        var shown = value == Math.rint(value) ? new BigDecimal(value) : new BigDecimal(value).round(FOUR_DIGITS);
        return size == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
