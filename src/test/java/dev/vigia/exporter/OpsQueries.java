package dev.vigia.exporter;

import dev.vigia.peers.GrafanaDashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/// Every query of the dashboards and rules in `ops`, and the metrics it names.
final class OpsQueries {

    /// Strings, label matchers, ranges, and lists of labels name no metrics.
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME =
            Pattern.compile("(?<![a-zA-Z0-9_:.])[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "on");

    private OpsQueries() {}

    static Map<String, Set<String>> all() throws IOException {
        var queries = new TreeMap<String, Set<String>>();
        for (var file : GrafanaDashboard.files()) {
            GrafanaDashboard.read(file).queries().forEach(expr -> queries.put(expr, names(expr)));
        }
        for (var file : rules()) {
            Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml().load(Files.readString(file));
            rules.get("groups").stream()
                    .flatMap(group -> group.get("rules").stream())
                    .map(rule -> String.valueOf(rule.get("expr")))
                    .forEach(expr -> queries.put(expr, names(expr)));
        }
        return queries;
    }

    private static List<Path> rules() throws IOException {
        try (var all = Files.list(Path.of("ops/prometheus"))) {
            return all.filter(file -> file.toString().endsWith("rules.yml")).toList();
        }
    }

    static Set<String> names(String query) {
        var names = new TreeSet<String>();
        NAME.matcher(NO_METRICS.matcher(query).replaceAll(" "))
                .results()
                .map(result -> result.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }
}
