package dev.vigia.drift.calculator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Columns of every kind, random but the same for the same seed, as they stand in a CSV file.
final class RandomColumns {

    private interface Maker {
        /// @param moved how far the current side is off; 0 for the reference
        String value(RandomGenerator random, double moved);
    }

    private static final Map<String, Maker> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("clean_bell", (random, moved) -> "" + (random.nextGaussian() + moved));
        KINDS.put("clean_uniform", (random, moved) -> "" + 1e6 * (random.nextDouble() + moved / 5));
        KINDS.put("clean_skewed", (random, moved) -> "" + Math.exp(2 * random.nextGaussian() + moved));
        KINDS.put("clean_tiny", (random, moved) -> "" + 1e-5 * (random.nextGaussian() + moved));
        KINDS.put(
                "clean_rounded", (random, moved) -> String.format(Locale.ROOT, "%.1f", random.nextGaussian() + moved));
        KINDS.put("clean_integers", (random, moved) -> "" + (random.nextInt(500) + (int) (100 * moved)));
        KINDS.put("clean_thirty", (random, moved) -> "" + (random.nextInt(30) + (int) (5 * moved)));
        KINDS.put("clean_twenty", (random, moved) -> "" + random.nextInt(20) / 2.0);
        KINDS.put("clean_codes", (random, moved) -> "" + (int) (8 * Math.pow(random.nextDouble(), 1 + moved)));
        KINDS.put("clean_five", (random, moved) -> "" + (int) (5 * Math.pow(random.nextDouble(), 1 + moved)) / 2.0);
        KINDS.put("clean_two", (random, moved) -> random.nextDouble() < 0.4 + moved / 5 ? "7.5" : "8.5");
        KINDS.put("clean_truth", (random, moved) -> random.nextDouble() < 0.5 + moved / 5 ? "True" : "False");
        KINDS.put(
                "clean_labels",
                (random, moved) -> "ñ label, no. " + (int) (9 * Math.pow(random.nextDouble(), 1 + moved)));
        KINDS.put("clean_yes", (random, moved) -> random.nextDouble() < 0.7 - moved / 5 ? "yes" : "no");
        KINDS.put("clean_one", (random, moved) -> "only");
        KINDS.put("clean_constant", (random, moved) -> "3.25");
        KINDS.put("constant_moved", (random, moved) -> moved == 0 ? "3.25" : "4.0");
        KINDS.put("constant_reference", (random, moved) -> moved == 0 ? "3.25" : "" + random.nextGaussian());
        KINDS.put(
                "new_label",
                (random, moved) -> random.nextInt(20) == 0 && moved != 0 ? "new" : "l" + random.nextInt(3));
        KINDS.put("many_labels", (random, moved) -> "k" + random.nextInt(40));
        KINDS.put(
                "gaps",
                (random, moved) -> random.nextInt(10) == 0
                        ? one(random, "", "NA", "NaN", "null", "n/a", "-nan")
                        : "" + random.nextDouble());
        KINDS.put("integers_with_gaps", (random, moved) -> random.nextInt(9) == 0 ? "" : "" + random.nextInt(40));
        KINDS.put("truth_with_gaps", (random, moved) -> random.nextInt(9) == 0 ? "" : one(random, "True", "False"));
        KINDS.put("label_gaps", (random, moved) -> random.nextInt(9) == 0 ? "" : one(random, "a", "b", "c", "a"));
        KINDS.put(
                "infinite",
                (random, moved) -> random.nextInt(12) == 0
                        ? one(random, "inf", "-inf", "NaN")
                        : "" + (random.nextGaussian() + moved));
        KINDS.put("text", (random, moved) -> "id " + random.nextInt(1 << 30));
        KINDS.put("dates", (random, moved) -> "2026-%02d-%02d".formatted(1 + random.nextInt(2), 1 + random.nextInt(9)));
        KINDS.put("empty_current", (random, moved) -> moved == 0 ? "" + random.nextDouble() : "");
    }

    private RandomColumns() {}

    private static String one(RandomGenerator random, String... words) {
        return words[random.nextInt(words.length)];
    }

    static String csv(long seed, int rows, boolean current) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        int kind = 0;
        for (var maker : KINDS.entrySet()) {
            // Each column has its own sequence, and its own distance from the reference.
            double moved = current ? new Random(seed * 31 + kind).nextDouble() * 0.6 + 0.01 : 0;
            var random = new Random(seed * 1000 + kind++ * 2L + (current ? 1 : 0));
            List<String> values = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                values.add(maker.getValue().value(random, moved));
            }
            columns.put(maker.getKey(), values);
        }
        var text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int row = 0; row < rows; row++) {
            int at = row;
            text.append(columns.values().stream()
                            .map(values -> quoted(values.get(at)))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return value.indexOf(',') < 0 ? value : '"' + value + '"';
    }
}
