package dev.vigia.projects;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Takes property names apart.
final class PropertyPath {

    private static final Pattern PART = Pattern.compile("\\[([^]]*)]|([^.\\[\\]]+)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private PropertyPath() {}

    /// `a.b[0].c` as `a`, `b`, `0`, `c`.
    static List<String> parts(String property) {
        return PART.matcher(property)
                .results()
                .map(part -> part.group(1) != null ? part.group(1) : part.group(2))
                .toList();
    }

    static List<String> indexes(String property) {
        return INDEX.matcher(property).results().map(index -> index.group(1)).toList();
    }

    /// The same for every way of writing a name.
    static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
