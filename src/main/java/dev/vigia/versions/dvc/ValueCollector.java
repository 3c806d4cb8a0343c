package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTree.Values;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import dev.vigia.versions.TreeValue;
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
                if (!outputs.readFromRemote(path, Values.METRICS)) {
                    problems.add("The metrics file " + path + " is not in Git");
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
            } else {
                outputs.readFromRemote(file.getKey(), Values.PARAMS);
            }
        }
        if (metrics.cut() || params.cut()) {
            problems.add("There are more metrics or parameters than are kept; the rest is left out");
        }
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
            problems.add(path + " cannot be read: " + e.why());
        }
    }

    List<TreeValue> metrics() {
        return metrics.list();
    }

    List<TreeValue> params() {
        return params.list();
    }
}
