package dev.vigia.drift.cli;

import dev.vigia.drift.calculator.Histogram;
import dev.vigia.drift.calculator.Histogram.Bar;
import java.util.Locale;

/// Draws the two distributions of a column side by side; each pair of bars says its numbers when pointed at.
final class HistogramSvg {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 180;
    private static final double FOOT = 24;
    private static final double LEFT = 44;
    /// As many labels as have room side by side.
    private static final int LABELS = 6;
    private static final int LONGEST_LABEL = 18;

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
        for (int i = 0; i < bars.size(); i++) {
            bar(html, bars.get(i), LEFT + i * step, step, highest, i % every == 0 ? every : 0);
        }
        html.append("</svg>\n");
    }

    private static void bar(StringBuilder html, Bar bar, double x, double step, double highest, int labelled) {
        double width = step * 0.42;
        html.append(String.format(
                Locale.ROOT,
                "<g><title>%s: reference %s, current %s</title>",
                DriftHtml.escaped(bar.label()),
                percent(bar.reference()),
                percent(bar.current())));
        rectangle(html, "r", x + step * 0.06, width, bar.reference() / highest);
        rectangle(html, "c", x + step * 0.52, width, bar.current() / highest);
        if (labelled > 0) {
            html.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.0f\">%s</text>",
                    x + step * 0.06,
                    HEIGHT + 16,
                    DriftHtml.escaped(shortened(bar.label()))));
        }
        html.append("</g>\n");
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

    private static String shortened(String label) {
        int range = label.indexOf(" to ");
        var start = range > 0 ? label.substring(0, range) : label;
        return start.length() > LONGEST_LABEL ? start.substring(0, LONGEST_LABEL - 1) + "…" : start;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
