package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTree.VersionedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `dvc.lock`, or the same shapes in a `.dvc` file.
record LockFile(Map<String, Stage> stages) {

    record Stage(@Nullable Object cmd, List<Entry> deps, Map<?, ?> params, List<Entry> outs) {

        /// The outputs by their [plain][LockFile#plain] paths; of several with one path the first.
        Map<String, Entry> outsByPath() {
            Map<String, Entry> found = new HashMap<>();
            outs.forEach(entry -> found.putIfAbsent(plain(entry.path()), entry));
            return found;
        }
    }

    /// @param path relative to the stage's working folder
    /// @param hash name of the hash, which DVC 3 writes and DVC 2 did not
    /// @param cloud what version-aware pushes wrote, by remote
    /// @param files of a folder in a version-aware remote; null elsewhere
    record Entry(
            String path,
            @Nullable String md5,
            @Nullable String hash,
            @Nullable Long size,
            Map<String, VersionedObject> cloud,
            @Nullable List<Entry> files) {

        boolean directory() {
            return files != null || md5 != null && md5.endsWith(".dir");
        }
    }

    /// @throws BrokenFileException if DVC 3 would refuse the lock
    static LockFile read(@Nullable Object content) throws BrokenFileException {
        if (content == null) {
            return new LockFile(Map.of());
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new BrokenFileException("it is not a map");
        }
        if (!"2.0".equals(map.get("schema"))) {
            throw new BrokenFileException(
                    map.containsKey("schema")
                            ? "its schema is " + shown(map.get("schema")) + ", not 2.0"
                            : "it names no schema: DVC 1 wrote it, and DVC 3 refuses it");
        }
        Map<String, Stage> stages = new LinkedHashMap<>();
        if (map.get("stages") instanceof Map<?, ?> entries) {
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                if (!(entry.getValue() instanceof Map<?, ?> stage)) {
                    throw new BrokenFileException("the stage " + entry.getKey() + " is not a map");
                }
                stages.put(
                        PythonText.str(entry.getKey()),
                        new Stage(
                                stage.get("cmd"),
                                deps(stage.get("deps")),
                                stage.get("params") instanceof Map<?, ?> params ? params : Map.of(),
                                entries(stage.get("outs"))));
            }
        } else if (map.get("stages") != null) {
            throw new BrokenFileException("\"stages\" is not a map");
        }
        return new LockFile(stages);
    }

    /// Of dependencies only the paths matter here, and their hashes come in many kinds.
    private static List<Entry> deps(@Nullable Object list) throws BrokenFileException {
        List<Entry> deps = new ArrayList<>();
        for (Object item : items(list)) {
            if (item instanceof Map<?, ?> map && map.get("path") instanceof String path) {
                deps.add(new Entry(path, null, null, null, Map.of(), null));
            }
        }
        return deps;
    }

    private static List<?> items(@Nullable Object list) throws BrokenFileException {
        if (list == null) {
            return List.of();
        }
        if (list instanceof List<?> items) {
            return items;
        }
        throw new BrokenFileException("\"outs\" or \"deps\" is not a list");
    }

    static List<Entry> entries(@Nullable Object list) throws BrokenFileException {
        List<?> items = items(list);
        List<Entry> entries = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new BrokenFileException("an output or dependency is not a map");
            }
            entries.add(entry(map, "path"));
        }
        return entries;
    }

    private static Entry entry(Map<?, ?> map, String pathKey) throws BrokenFileException {
        if (!(map.get(pathKey) instanceof String path)) {
            throw new BrokenFileException("an output or dependency has no " + pathKey);
        }
        Object md5 = map.get("md5");
        if (md5 != null && !isHash(md5)) {
            throw new BrokenFileException("the hash of " + path + " is not one: " + shown(md5));
        }
        List<Entry> files = null;
        if (map.get("files") instanceof List<?> list) {
            files = new ArrayList<>(list.size());
            for (Object file : list) {
                if (!(file instanceof Map<?, ?> inner)) {
                    throw new BrokenFileException("a file of " + path + " is not a map");
                }
                Entry child = entry(inner, "relpath");
                if (!Children.isSafe(child.path())) {
                    throw new BrokenFileException("a file of " + path + " lies outside it: " + shown(child.path()));
                }
                files.add(child);
            }
        }
        return new Entry(
                path,
                (String) md5,
                map.get("hash") instanceof String hash ? hash : null,
                map.get("size") instanceof Long size ? size : null,
                map.get("cloud") instanceof Map<?, ?> cloud ? cloud(cloud) : Map.of(),
                files);
    }

    private static Map<String, VersionedObject> cloud(Map<?, ?> cloud) {
        Map<String, VersionedObject> objects = new LinkedHashMap<>();
        cloud.forEach((remote, value) -> {
            if (value instanceof Map<?, ?> map) {
                objects.put(
                        PythonText.str(remote),
                        new VersionedObject("", null, null, text(map.get("etag")), text(map.get("version_id"))));
            }
        });
        return objects;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : PythonText.str(value);
    }

    /// Nothing else may reach a path or a URL.
    private static boolean isHash(Object md5) {
        if (!(md5 instanceof String text)) {
            return false;
        }
        int length = text.endsWith(".dir") ? text.length() - 4 : text.length();
        if (length != 32) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String shown(@Nullable Object value) {
        String text = PythonText.repr(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    static String plain(String path) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        return plain.endsWith("/") && plain.length() > 1 ? plain.substring(0, plain.length() - 1) : plain;
    }
}
