package dev.vigia.runs.ui;

import dev.vigia.runs.Run;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which metrics get a column of their own: the indicators the product knows, then what most runs have.
final class MetricColumns {

    static final int MOST = 4;

    /// The indicators every project is asked about, with the head of their column.
    private static final Map<String, String> KNOWN = known();

    private MetricColumns() {}

    /// @param sample runs of the project, as many as are at hand
    static List<String> of(Collection<Run> sample) {
        Map<String, Integer> counts = new HashMap<>();
        sample.forEach(run -> run.metrics().keySet().forEach(key -> counts.merge(key, 1, Integer::sum)));
        var order = Comparator.<String>comparingInt(MetricColumns::rank)
                .thenComparing(key -> -counts.getOrDefault(key, 0))
                .thenComparing(Comparator.naturalOrder());
        return counts.keySet().stream().sorted(order).limit(MOST).toList();
    }

    /// Known indicators first, the rest by name.
    static List<String> sorted(Set<String> keys) {
        return keys.stream()
                .sorted(Comparator.<String>comparingInt(MetricColumns::rank)
                        .thenComparing(String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    static String head(String key) {
        return KNOWN.getOrDefault(key, key);
    }

    /// How many decimals the column needs: none for counts, fewer the larger its values are.
    static int decimals(String key, Collection<Run> sample) {
        var sizes = sample.stream()
                .map(run -> run.metrics().get(key))
                .filter(Objects::nonNull)
                .filter(Double::isFinite)
                .map(Math::abs)
                .sorted()
                .toList();
        if (sizes.stream().allMatch(size -> size == Math.rint(size))) {
            return 0;
        }
        double middle = sizes.get(sizes.size() / 2);
        return middle < 1 ? 4 : middle < 20 ? 2 : middle < 1000 ? 1 : 0;
    }

    private static int rank(String key) {
        int rank = 0;
        for (String known : KNOWN.keySet()) {
            if (known.equals(key)) {
                return rank;
            }
            rank++;
        }
        return rank;
    }

    private static Map<String, String> known() {
        var heads = new LinkedHashMap<String, String>();
        heads.put("rmse", "RMSE");
        heads.put("qwk", "QWK");
        heads.put("train_time_s", "Train s");
        heads.put("data_drift_pct", "Drift %");
        return heads;
    }
}
