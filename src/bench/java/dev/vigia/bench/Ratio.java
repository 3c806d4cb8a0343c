package dev.vigia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A promise of the form *ours ÷ theirs ≤ target*, with what was measured.
///
/// @param what the two sides, such as `sync of 20 000 runs ÷ paging with curl`
/// @param target the ratio it must not exceed
/// @param ours seconds of each round
/// @param theirs seconds of each round, as many as `ours`
/// @param note anything the reader must know, such as the number of objects or the heap
public record Ratio(String what, double target, List<Double> ours, List<Double> theirs, String note) {

    public Ratio {
        if (ours.isEmpty() || ours.size() != theirs.size()) {
            throw new IllegalArgumentException("as many rounds of one side as of the other, and at least one");
        }
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }

    public Ratio withNote(String text) {
        return new Ratio(what, target, ours, theirs, text);
    }

    /// The median of the rounds' ratios, so that a machine that slows down half-way harms both sides alike.
    public double median() {
        return median(ratios());
    }

    /// Smallest and largest of the rounds' ratios.
    public double min() {
        return ratios().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return ratios().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    public boolean holds() {
        return median() <= target;
    }

    /// One line of the runner's table.
    public String row() {
        return String.format(
                Locale.ROOT,
                "%-5s %8.4f  ≤ %-6s  [%.4f .. %.4f] n=%d  ours %.3f s, theirs %.3f s  %s%s",
                holds() ? "holds" : "FAILS",
                median(),
                plain(target),
                min(),
                max(),
                ours.size(),
                median(ours),
                median(theirs),
                what,
                note.isEmpty() ? "" : " (" + note + ")");
    }

    private List<Double> ratios() {
        var all = new ArrayList<Double>();
        for (int i = 0; i < ours.size(); i++) {
            all.add(ours.get(i) / theirs.get(i));
        }
        return all;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
