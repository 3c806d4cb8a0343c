package dev.vigia.versions.dvc;

import dev.vigia.versions.dvc.Pipeline.Out;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lists of a stage in `dvc.yaml`, each of whose items is a path or a map from a path to its flags.
final class StageParts {

    static final List<String> OUT_KINDS = List.of("outs", "metrics", "plots");

    private StageParts() {}

    static List<String> strings(@Nullable Object list, String what) throws BrokenFileException {
        List<String> strings = new ArrayList<>();
        for (Object item : list(list, what)) {
            if (item instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> strings.add(Template.asText(key)));
            } else {
                strings.add(Template.asText(item));
            }
        }
        return strings;
    }

    static void outs(@Nullable Object list, String kind, List<Out> into) throws BrokenFileException {
        boolean metric = kind.equals("metrics");
        for (Object item : list(list, kind)) {
            if (item instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    // Plots may carry a list of properties instead of flags.
                    Map<?, ?> flags = entry.getValue() instanceof Map<?, ?> given ? given : Map.of();
                    Object remote = flags.get("remote");
                    into.add(new Out(
                            Template.asText(entry.getKey()),
                            !Boolean.FALSE.equals(flags.get("cache")),
                            !Boolean.FALSE.equals(flags.get("push")),
                            remote == null ? null : remote.toString(),
                            metric,
                            kind.equals("plots") ? flags : null));
                }
            } else {
                into.add(new Out(
                        Template.asText(item), true, true, null, metric, kind.equals("plots") ? Map.of() : null));
            }
        }
    }

    /// Strings are keys of `params.yaml`; a map names files with keys, or with nothing for the whole file.
    static Map<String, List<String>> params(@Nullable Object list) throws BrokenFileException {
        Map<String, List<String>> params = new LinkedHashMap<>();
        List<String> whole = new ArrayList<>();
        for (Object item : list(list, "params")) {
            if (!(item instanceof Map<?, ?> map)) {
                params.computeIfAbsent("params.yaml", any -> new ArrayList<>()).add(Template.asText(item));
                continue;
            }
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String file = Template.asText(entry.getKey());
                List<String> keys = strings(entry.getValue(), "params");
                if (keys.isEmpty()) {
                    whole.add(file);
                }
                params.computeIfAbsent(file, any -> new ArrayList<>()).addAll(keys);
            }
        }
        whole.forEach(file -> params.put(file, List.of()));
        return params;
    }

    private static List<?> list(@Nullable Object list, String what) throws BrokenFileException {
        if (list == null) {
            return List.of();
        }
        if (list instanceof List<?> items) {
            return items;
        }
        throw new BrokenFileException("\"" + what + "\" is not a list");
    }
}
