package dev.vigia.versions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds which value of a file at the tag is which value of the run: by configuration, else by full name (`.` and
/// `/` are alike, since MLflow's users nest with `/`), else by the last segment where it is the only one on both
/// sides. A wrong pair accuses a good version, so whatever is ambiguous is left out.
public final class ValueMatcher {

    /// @param atTag one entry a file that has the key
    public record Pair(String runKey, List<TreeValue> atTag) {}

    private final Map<String, String> configured;
    private final Map<String, String> byFullName = new HashMap<>();
    private final Map<String, List<String>> byLastSegment;
    private final Set<String> runKeys;

    /// @param configured key in the file (or `file:key`) to key in the run
    public ValueMatcher(Map<String, String> configured, Set<String> runKeys) {
        this.configured = configured;
        this.runKeys = runKeys;
        runKeys.forEach(key -> byFullName.merge(normal(key), key, (one, other) -> ""));
        byLastSegment = runKeys.stream().collect(Collectors.groupingBy(ValueMatcher::lastSegment));
    }

    public List<Pair> pairs(Collection<TreeValue> atTag) {
        var keysByLastSegment = atTag.stream()
                .collect(Collectors.groupingBy(
                        value -> lastSegment(value.key()), Collectors.mapping(TreeValue::key, Collectors.toSet())));
        var found = new LinkedHashMap<String, List<TreeValue>>();
        for (var value : atTag) {
            var key = runKey(value, keysByLastSegment);
            if (key != null) {
                found.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Pair(entry.getKey(), entry.getValue()))
                .toList();
    }

    private @Nullable String runKey(TreeValue value, Map<String, Set<String>> keysByLastSegment) {
        var chosen = configured.getOrDefault(value.file() + ":" + value.key(), configured.get(value.key()));
        if (chosen != null) {
            return runKeys.contains(chosen) ? chosen : null;
        }
        if (runKeys.contains(value.key())) {
            return value.key();
        }
        var full = byFullName.get(normal(value.key()));
        if (full != null) {
            return full.isEmpty() ? null : full;
        }
        var segment = lastSegment(value.key());
        var inRun = byLastSegment.getOrDefault(segment, List.of());
        var unambiguous = inRun.size() == 1
                && keysByLastSegment.getOrDefault(segment, Set.of()).size() == 1;
        return unambiguous && !segment.isEmpty() ? inRun.getFirst() : null;
    }

    private static String normal(String key) {
        return key.replace('/', '.');
    }

    private static String lastSegment(String key) {
        var plain = normal(key);
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
