package dev.vigia.projects;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which setting names exist, learned from the settings records themselves, and the translation of the forms in
/// which they can be written (`gitUrl`, `git_url`, `GIT_URL`) into the one that this program uses.
final class SettingsSchema {

    /// A place in the tree of names.
    private sealed interface Node {}

    private record Leaf() implements Node {}

    private record Group(Map<String, Node> children) implements Node {}

    private record Items(Node item) implements Node {}

    private record Named(Node value) implements Node {}

    private final Group root = new Group(new LinkedHashMap<>());

    /// A name in its canonical form.
    ///
    /// @param list the name of the list of plain values that it belongs to or is, else null
    record Name(String canonical, @Nullable String list) {}

    void add(String prefix, Class<?> type) {
        var group = root;
        for (var part : prefix.split("\\.")) {
            group = (Group) group.children().computeIfAbsent(part, p -> new Group(new LinkedHashMap<>()));
        }
        if (node(type) instanceof Group(var children)) {
            group.children().putAll(children);
        }
    }

    /// @param property as written in YAML or on the command line, such as `vigia.projects[0].git.versionTags`
    Optional<Name> canonical(String property) {
        return match(root, PropertyPath.parts(property), 0, "", false);
    }

    /// @param variable such as `VIGIA_PROJECTS_0_GIT_VERSION_TAGS`
    Optional<Name> ofVariable(String variable) {
        return match(root, List.of(variable.split("_")), 0, "", true);
    }

    /// Whether the variable begins like a group of settings, so that it can only be meant as one of them.
    boolean isMeantAsSetting(String variable) {
        return root.children().get("vigia") instanceof Group(var children)
                && children.entrySet().stream()
                        .filter(child -> !(child.getValue() instanceof Leaf))
                        .anyMatch(child -> variable.startsWith("VIGIA_" + upper(child.getKey()) + "_"));
    }

    /// The existing name most like an unknown one, if any is like it.
    Optional<String> suggestion(String property) {
        var wanted = PropertyPath.uniform(property);
        var numbers = PropertyPath.indexes(property);
        var best = names(root, "", new ArrayList<>()).stream()
                .map(name -> fill(name, numbers))
                .map(name -> Map.entry(name, distance(PropertyPath.uniform(name), wanted)))
                .min(Map.Entry.comparingByValue());
        return best.filter(found -> found.getValue() <= Math.max(2, wanted.length() / 8))
                .map(Map.Entry::getKey);
    }

    private static String fill(String name, List<String> numbers) {
        var filled = name;
        for (var number : numbers) {
            filled = filled.replaceFirst("\\[n]", "[" + number + "]");
        }
        return filled;
    }

    private static List<String> names(Node node, String path, List<String> into) {
        switch (node) {
            case Leaf _ -> into.add(path);
            case Group(var children) -> children.forEach((name, child) -> names(child, join(path, name), into));
            case Items(var item) -> names(item, path + "[n]", into);
            case Named(var value) -> names(value, path + ".<name>", into);
        }
        return into;
    }

    private Optional<Name> match(Node node, List<String> parts, int from, String path, boolean variable) {
        return switch (node) {
            case Leaf _ -> from == parts.size() ? Optional.of(new Name(path, null)) : Optional.empty();
            case Group(var children) ->
                children.entrySet().stream()
                        .flatMap(child ->
                                matchChild(child.getKey(), child.getValue(), parts, from, path, variable).stream())
                        .findFirst();
            case Items(var item) -> matchItem(item, parts, from, path, variable);
            case Named(var value) ->
                IntStream.rangeClosed(from + 1, variable ? parts.size() : Math.min(from + 1, parts.size()))
                        .boxed()
                        .flatMap(end ->
                                match(value, parts, end, path + mapKey(parts.subList(from, end)), variable).stream())
                        .findFirst();
        };
    }

    private Optional<Name> matchChild(
            String name, Node child, List<String> parts, int from, String path, boolean variable) {
        if (from >= parts.size()) {
            return Optional.empty();
        }
        var next = join(path, name);
        if (PropertyPath.uniform(parts.get(from)).equals(PropertyPath.uniform(name))) {
            var found = match(child, parts, from + 1, next, variable);
            if (found.isPresent()) {
                return found;
            }
        }
        var words = Arrays.asList(name.split("-"));
        var end = from + words.size();
        var spelledOut = variable
                && words.size() > 1
                && end <= parts.size()
                && parts.subList(from, end).stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .toList()
                        .equals(words);
        return spelledOut ? match(child, parts, end, next, true) : Optional.empty();
    }

    private Optional<Name> matchItem(Node item, List<String> parts, int from, String path, boolean variable) {
        var plain = item instanceof Leaf;
        if (from == parts.size()) {
            return plain ? Optional.of(new Name(path, path)) : Optional.empty();
        }
        if (!parts.get(from).matches("\\d{1,4}")) {
            return Optional.empty();
        }
        var index = Integer.parseInt(parts.get(from));
        return match(item, parts, from + 1, path + "[" + index + "]", variable)
                .map(name -> plain ? new Name(name.canonical(), path) : name);
    }

    private static String mapKey(List<String> parts) {
        var key = String.join("-", parts).toLowerCase(Locale.ROOT).replace('_', '-');
        return key.matches("[a-z0-9-]+") ? "." + key : "[" + key + "]";
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Node node(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            var arguments = parameterized.getActualTypeArguments();
            if (parameterized.getRawType() instanceof Class<?> raw && Map.class.isAssignableFrom(raw)) {
                return new Named(node(arguments[1]));
            }
            if (parameterized.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw)) {
                return new Items(node(arguments[0]));
            }
        }
        if (type instanceof Class<?> record && record.isRecord() && isSettings(record)) {
            return new Group(Arrays.stream(record.getRecordComponents())
                    .collect(Collectors.toMap(
                            SettingsSchema::dashed,
                            component -> node(component.getGenericType()),
                            (first, second) -> first,
                            LinkedHashMap::new)));
        }
        return new Leaf();
    }

    /// A record that is made from one text, such as an address range, is a value and not a group.
    private static boolean isSettings(Class<?> record) {
        return Arrays.stream(record.getDeclaredMethods())
                .noneMatch(method -> List.of("of", "from", "valueOf").contains(method.getName())
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// Levenshtein's distance.
    private static int distance(String a, String b) {
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
