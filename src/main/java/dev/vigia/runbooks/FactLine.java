package dev.vigia.runbooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One question of a fenced `vigia` block, such as `releases since=1h`.
record FactLine(String name, Map<String, String> arguments, String source) {

    private static final Pattern ARGUMENT = Pattern.compile("([A-Za-z][\\w-]*)=(?:\"([^\"]*)\"|(\\S*))");

    /// Empty lines and those that begin with `#` ask nothing.
    static List<FactLine> all(String literal) {
        return literal.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(FactLine::of)
                .toList();
    }

    private static FactLine of(String line) {
        var arguments = new LinkedHashMap<String, String>();
        var found = ARGUMENT.matcher(line);
        while (found.find()) {
            var quoted = found.group(2);
            arguments.put(found.group(1), quoted == null ? String.valueOf(found.group(3)) : quoted);
        }
        return new FactLine(line.split("\\s+", 2)[0], arguments, line);
    }
}
