package dev.vigia.versions.dvc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names that `${…}` can use: `params.yaml`, the `vars` of the file and of the stage, and in a group `item` and
/// `key`.
final class Context {

    /// Reads a file of values; relative paths count from the repository's root.
    interface Files {
        /// @return null if there is no such file
        @Nullable
        Object load(String path) throws BrokenFileException;
    }

    private final Map<String, @Nullable Object> values;
    private final Set<String> loaded;

    Context() {
        this(new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    private Context(Map<String, @Nullable Object> values, Set<String> loaded) {
        this.values = values;
        this.loaded = loaded;
    }

    Context copy() {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(key, copied(value)));
        return new Context(copy, new LinkedHashSet<>(loaded));
    }

    /// The same names and a few more, which hide those that were there.
    Context with(Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Context(all, loaded);
    }

    /// The files that were read for it, whole ones and parts.
    Set<String> files() {
        return loaded;
    }

    private static @Nullable Object copied(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, copied(item)));
            return copy;
        }
        return value;
    }

    /// `params.yaml` beside the file, if it is there.
    void loadDefault(Files files, String folder) throws BrokenFileException {
        String path = Paths.join(folder, "params.yaml");
        Object content = files.load(path);
        if (content != null) {
            merge(asMap(path, content), path);
            loaded.add(path);
        }
    }

    /// @param vars a list of files, of `file:key,key`, and of maps
    void load(@Nullable Object vars, Files files, String folder) throws BrokenFileException {
        if (vars == null) {
            return;
        }
        if (!(vars instanceof List<?> list)) {
            throw new BrokenFileException("\"vars\" is not a list");
        }
        for (Object item : list) {
            if (item instanceof String text) {
                loadFile(text, files, folder);
            } else if (item instanceof Map<?, ?> map) {
                merge(map, "vars");
            } else {
                throw new BrokenFileException("\"vars\" holds something that is neither a file nor a map");
            }
        }
    }

    private void loadFile(String item, Files files, String folder) throws BrokenFileException {
        int colon = item.indexOf(':');
        String path = Paths.resolve(folder, colon < 0 ? item : item.substring(0, colon));
        if (path == null) {
            throw new BrokenFileException("the vars file " + item + " is outside the repository");
        }
        List<String> keys = new ArrayList<>();
        if (colon >= 0) {
            for (String key : item.substring(colon + 1).split(",")) {
                if (!key.isEmpty()) {
                    keys.add(key);
                }
            }
        }
        if (keys.isEmpty() && loaded.contains(path)) {
            return;
        }
        Object content = files.load(path);
        if (content == null) {
            throw new BrokenFileException("the vars file " + path + " is not in the tree");
        }
        Map<?, ?> map = asMap(path, content);
        if (!keys.isEmpty()) {
            Map<String, @Nullable Object> some = new LinkedHashMap<>();
            for (String key : keys) {
                if (!map.containsKey(key)) {
                    throw new BrokenFileException("the vars file " + path + " has no " + key);
                }
                some.put(key, map.get(key));
            }
            map = some;
        }
        merge(map, path);
        loaded.add(path);
    }

    private static Map<?, ?> asMap(String path, Object content) throws BrokenFileException {
        if (content instanceof Map<?, ?> map) {
            return map;
        }
        throw new BrokenFileException("the vars file " + path + " is not a map");
    }

    private void merge(Map<?, ?> update, String source) throws BrokenFileException {
        merge(values, update, source);
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, @Nullable Object> into, Map<?, ?> update, String source)
            throws BrokenFileException {
        for (Map.Entry<?, ?> entry : update.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                continue;
            }
            if (into.get(key) instanceof Map<?, ?> inner && entry.getValue() instanceof Map<?, ?> more) {
                merge((Map<String, @Nullable Object>) inner, more, source);
            } else if (into.containsKey(key)) {
                throw new BrokenFileException("\"" + key + "\" from " + source + " is already defined");
            } else {
                into.put(key, copied(entry.getValue()));
            }
        }
    }

    /// @param expression such as `a.b[0].c`
    @Nullable
    Object select(String expression) throws BrokenFileException {
        Object current = values;
        for (String part : expression.replace('[', '.').replace("]", "").split("\\.", -1)) {
            String key = part.strip();
            if (current instanceof Map<?, ?> map && map.containsKey(key)) {
                current = map.get(key);
            } else if (current instanceof List<?> list && isIndex(key, list.size())) {
                int index = Integer.parseInt(key);
                current = list.get(index < 0 ? list.size() + index : index);
            } else {
                throw new BrokenFileException("nothing defines ${" + expression + "}");
            }
        }
        return current;
    }

    private static boolean isIndex(String key, int size) {
        if (!key.matches("-?[0-9]{1,9}")) {
            return false;
        }
        int index = Integer.parseInt(key);
        return index < size && index >= -size;
    }
}
