package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTree.Values;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.UnreadValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the metrics and params files that the pipelines of one tree name.
final class ValueCollector {

    private static final int MAX_FILES = 500;

    private final TreeReader reader;
    private final TreeAccess tree;
    private final DeclaredOutputs outputs;
    private final List<String> problems;
    private final List<UnreadValues> unread = new ArrayList<>();
    private final Set<String> metricsFiles = new LinkedHashSet<>();
    private final Map<String, Set<String>> paramsFiles = new LinkedHashMap<>();
    private final ValueFile.Values metrics = new ValueFile.Values();
    private final ValueFile.Values params = new ValueFile.Values();

    ValueCollector(TreeReader reader, TreeAccess tree, DeclaredOutputs outputs, List<String> problems) {
        this.reader = reader;
        this.tree = tree;
        this.outputs = outputs;
        this.problems = problems;
    }

    /// @param path a file, or a folder that stands for all files in it
    void metrics(String path) {
        metricsFiles.add(path);
    }

    /// @param keys none for the whole file, which wins over single keys
    void params(String path, List<String> keys) {
        Set<String> before = paramsFiles.get(path);
        if (before == null) {
            paramsFiles.put(path, new LinkedHashSet<>(keys));
        } else if (keys.isEmpty()) {
            before.clear();
        } else if (!before.isEmpty()) {
            before.addAll(keys);
        }
    }

    boolean isInGit(String path) throws IOException {
        return reader.scan().find(tree, path) != null;
    }

    void collect() throws IOException {
        for (String path : metricsFiles) {
            Entry entry = reader.scan().find(tree, path);
            if (entry == null) {
                if (!outputs.readFromRemote(path, Values.METRICS) && !liesInFolder(path, Values.METRICS)) {
                    unread(path, Values.METRICS, "it is not in Git");
                }
            } else if (entry.kind() == Kind.FOLDER) {
                List<String> files = new ArrayList<>();
                filesIn(entry.id(), path, files);
                for (String file : files) {
                    read(file, true, List.of());
                }
            } else {
                read(path, true, List.of());
            }
        }
        for (Map.Entry<String, Set<String>> file : paramsFiles.entrySet()) {
            Entry entry = reader.scan().find(tree, file.getKey());
            if (entry != null) {
                read(file.getKey(), false, List.copyOf(file.getValue()));
            } else if (!outputs.readFromRemote(file.getKey(), Values.PARAMS)) {
                liesInFolder(file.getKey(), Values.PARAMS);
            }
        }
        if (metrics.cut() || params.cut()) {
            problems.add("There are more metrics or parameters than are kept; the rest is left out");
        }
    }

    /// Only single files are read from remotes, not what lies in a tracked folder.
    private boolean liesInFolder(String path, Values kind) {
        String folder = outputs.folderOf(path);
        if (folder != null) {
            unread(path, kind, "it lies in the DVC folder " + folder + ", and only single files are read from remotes");
        }
        return folder != null;
    }

    private void unread(String path, Values kind, String why) {
        unread.add(new UnreadValues(path, kind, why));
        problems.add(path + " cannot be read: " + why);
    }

    private void filesIn(String id, String path, List<String> files) throws IOException {
        for (Entry entry : tree.entries(id)) {
            if (files.size() >= MAX_FILES) {
                return;
            }
            String inner = Paths.join(path, entry.name());
            if (entry.kind() == Kind.FOLDER && inner.length() < 4_000) {
                filesIn(entry.id(), inner, files);
            } else if (entry.kind() == Kind.FILE) {
                files.add(inner);
            }
        }
    }

    private void read(String path, boolean metric, List<String> keys) {
        try {
            Object content = reader.load(tree, path);
            if (metric) {
                ValueFile.metrics(path, content, metrics);
            } else {
                ValueFile.params(path, content, keys, params);
            }
        } catch (BrokenFileException e) {
            unread(path, metric ? Values.METRICS : Values.PARAMS, e.why());
        }
    }

    List<UnreadValues> unread() {
        return List.copyOf(unread);
    }

    List<TreeValue> metrics() {
        return metrics.list();
    }

    List<TreeValue> params() {
        return params.list();
    }
}
