package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.Histogram;
import dev.vigia.drift.calculator.Histogram.Bar;
import java.util.Locale;

/// Draws the two distributions of a column side by side; each pair of bars says its numbers when pointed at.
final class HistogramSvg {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 150;
    private static final double FOOT = 24;
    private static final double LEFT = 52;
    /// As many labels as have room side by side.
    private static final int LABELS = 5;
    /// Roughly the width of a letter.
    private static final double LETTER = 7;
    private static final int FEWEST_LETTERS = 4;
    private static final int LONGEST_END = 12;
    private static final String RANGE = " to ";
    /// The part of a pair's width that is left free on each side of it.
    private static final double GAP = 0.06;

    private HistogramSvg() {}

    static void append(StringBuilder html, String column, Histogram histogram) {
        var bars = histogram.bars();
        double highest = bars.stream()
                .mapToDouble(bar -> Math.max(bar.reference(), bar.current()))
                .max()
                .orElse(1);
        html.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"The distributions of %s\">\n",
                WIDTH,
                HEIGHT + FOOT,
                DriftHtml.escaped(column)));
        html.append(String.format(
                Locale.ROOT,
                "<text x=\"%1$.0f\" y=\"12\" text-anchor=\"end\">%2$s</text>"
                        + "<text x=\"%1$.0f\" y=\"%3$.0f\" text-anchor=\"end\">0</text>"
                        + "<line x1=\"%4$.0f\" x2=\"%5$.0f\" y1=\"%3$.0f\" y2=\"%3$.0f\"/>\n",
                LEFT - 6,
                percent(highest),
                HEIGHT,
                LEFT,
                WIDTH));
        double step = (WIDTH - LEFT) / bars.size();
        int every = Math.ceilDiv(bars.size(), LABELS);
        // Where not each bar has a label, the last one has: there the ranges end, or stand the others.
        var end = every == 1 ? "" : ending(bars.getLast().label());
        double room = WIDTH - (end.isEmpty() ? 0 : (end.length() + 1) * LETTER);
        for (int i = 0; i < bars.size(); i++) {
            double x = LEFT + i * step;
            bar(html, bars.get(i), x, step, highest);
            if (i % every == 0) {
                label(html, bars.get(i).label(), x + step * GAP, Math.min(every * step, room - x));
            }
        }
        if (!end.isEmpty()) {
            text(html, WIDTH, "end", end);
        }
        html.append("</svg>\n");
    }

    private static void bar(StringBuilder html, Bar bar, double x, double step, double highest) {
        double width = step * 0.42;
        html.append(String.format(
                Locale.ROOT,
                "<g><title>%s: reference %s, current %s</title>",
                DriftHtml.escaped(bar.label()),
                percent(bar.reference()),
                percent(bar.current())));
        rectangle(html, "r", x + step * GAP, width, bar.reference() / highest);
        rectangle(html, "c", x + step * 0.52, width, bar.current() / highest);
        html.append("</g>\n");
    }

    /// A number cut short would be another number; a word is still known by its beginning.
    private static void label(StringBuilder html, String label, double x, double room) {
        int letters = (int) (room / LETTER);
        var shown = beginning(label);
        if (shown.length() <= letters) {
            text(html, x, "start", shown);
        } else if (letters >= FEWEST_LETTERS && !isRange(label)) {
            text(html, x, "start", shown.substring(0, letters - 1) + "…");
        }
    }

    private static void text(StringBuilder html, double x, String anchor, String text) {
        html.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>\n",
                x,
                HEIGHT + 16,
                anchor,
                DriftHtml.escaped(text)));
    }

    private static boolean isRange(String label) {
        return label.indexOf(RANGE) > 0;
    }

    private static String beginning(String label) {
        return isRange(label) ? label.substring(0, label.indexOf(RANGE)) : label;
    }

    private static String ending(String label) {
        var end = isRange(label) ? label.substring(label.indexOf(RANGE) + RANGE.length()) : label;
        return end.length() > LONGEST_END ? end.substring(0, LONGEST_END - 1) + "…" : end;
    }

    private static void rectangle(StringBuilder html, String side, double x, double width, double share) {
        double height = share * (HEIGHT - 4);
        html.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                side,
                x,
                HEIGHT - height,
                width,
                height));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
