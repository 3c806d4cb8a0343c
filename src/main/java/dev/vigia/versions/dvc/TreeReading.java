package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.dvc.TreeScan.Item;
import dev.vigia.versions.dvc.TreeScan.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one tree: splits it into DVC projects, leaves out what is ignored, and goes through every file that is left.
final class TreeReading {

    private static final int MAX_DIFFERENCES = 200;

    private final TreeReader reader;
    private final TreeAccess tree;
    private final Map<String, DvcProject> projects = new LinkedHashMap<>();
    private final List<DvcTracking.Disagreement> differences = new ArrayList<>();
    private final List<String> leftOver = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final DeclaredOutputs outputs;
    private final ValueCollector values;
    private DvcTracking.@Nullable Unreadable unreadable;
    private DvcTracking.@Nullable HalfThere halfThere;
    private int stages;
    private int dotDvcs;

    TreeReading(TreeReader reader, TreeAccess tree) {
        this.reader = reader;
        this.tree = tree;
        this.outputs = new DeclaredOutputs(projects);
        this.values = new ValueCollector(reader, tree, outputs, problems);
    }

    DvcTree read() throws IOException {
        TreeScan.Found found = reader.scan().scan(tree);
        readProjects(found.items());
        Ignores ignores = readIgnores(found.items());
        Map<String, String> locks = new HashMap<>();
        for (Item item : found.items()) {
            if (item.role() == Role.LOCK) {
                locks.put(item.folder(), item.id());
            }
        }
        for (Item item : found.items()) {
            if (item.role() == Role.PIPELINE && !ignores.ignored(item.path())) {
                pipeline(item, locks.remove(item.folder()));
            } else if (item.role() == Role.DOT_DVC && !ignores.ignored(item.path())) {
                dotDvc(item);
            } else if (item.role() == Role.LINK && !ignores.ignored(item.path())) {
                broken(item.path(), "it is a symbolic link, and those are not followed");
            }
        }
        for (String folder : locks.keySet()) {
            String path = Paths.join(folder, "dvc.lock");
            if (!ignores.ignored(path)) {
                leftOver.add(path);
            }
        }
        if (!found.complete()) {
            broken("", "the tree has too many DVC files or too many levels to be looked through");
        }
        for (DvcProject project : projects.values()) {
            values.params(Paths.join(project.folder(), "params.yaml"), List.of());
            if (project.problem() != null) {
                problems.add(Paths.join(project.folder(), ".dvc/config") + " cannot be read: " + project.problem());
            }
        }
        values.collect();
        return new DvcTree(
                new TreeState(
                        tree.commit(),
                        tracking(),
                        values.metrics(),
                        values.params(),
                        List.copyOf(problems),
                        values.unread()),
                outputs.list(),
                List.copyOf(projects.values()));
    }

    private void readProjects(List<Item> items) throws IOException {
        projects.put("", new DvcProject("", null, Map.of(), null));
        for (Item item : items) {
            if (item.role() == Role.PROJECT) {
                projects.put(item.folder(), config(item));
            }
        }
    }

    private DvcProject config(Item item) throws IOException {
        Entry config = reader.scan().find(tree, Paths.join(item.path(), "config"));
        if (config == null || config.kind() != TreeAccess.Kind.FILE) {
            return new DvcProject(item.folder(), null, Map.of(), null);
        }
        try {
            return reader.config(tree, item.folder(), config.id());
        } catch (BrokenFileException e) {
            return new DvcProject(item.folder(), null, Map.of(), e.why());
        }
    }

    private Ignores readIgnores(List<Item> items) throws IOException {
        Ignores ignores = new Ignores(projects.keySet());
        for (Item item : items) {
            if (item.role() == Role.IGNORE) {
                try {
                    ignores.add(item.folder(), reader.ignore(tree, item.id()));
                } catch (BrokenFileException e) {
                    broken(item.path(), e.why());
                }
            }
        }
        return ignores;
    }

    /// Nothing can be said about the outputs that a broken file may name, and that must not look like no outputs.
    private void broken(String file, String why) {
        if (unreadable == null) {
            unreadable = new DvcTracking.Unreadable(file, why);
        }
        problems.add((file.isEmpty() ? "The tree" : file) + " cannot be read: " + why);
        outputs.doubt(file, "file-unreadable", (file.isEmpty() ? "the tree" : file) + " cannot be read: " + why);
    }

    private void pipeline(Item item, @Nullable String lockId) throws IOException {
        Pipeline pipeline;
        try {
            pipeline = reader.pipeline(tree, item.folder(), item.id());
        } catch (BrokenFileException e) {
            broken(item.path(), e.why());
            return;
        }
        pipeline.metrics().forEach(values::metrics);
        pipeline.params().forEach(path -> values.params(path, List.of()));
        pipeline.vars().forEach(path -> values.params(path, List.of()));
        if (pipeline.stages().isEmpty() && pipeline.unresolved().isEmpty()) {
            if (lockId != null) {
                lockOnly(item.folder(), lockId);
            }
            return;
        }
        stages += pipeline.stages().size();
        LockFile lock = null;
        if (lockId == null) {
            halfThere = new DvcTracking.HalfThere(item.path(), Paths.join(item.folder(), "dvc.lock"));
        } else {
            try {
                lock = reader.lock(tree, lockId);
            } catch (BrokenFileException e) {
                broken(Paths.join(item.folder(), "dvc.lock"), e.why());
            }
        }
        PipelineReading reading = new PipelineReading(item, pipeline, lock, lockId != null, outputs, values, problems);
        if (lock != null) {
            List<DvcTracking.Disagreement> found = reading.differences(path -> reader.load(tree, path));
            differences.addAll(found.subList(0, Math.min(found.size(), MAX_DIFFERENCES - differences.size())));
            leftOver.addAll(reading.leftOver());
            stages += reading.unresolvedStages();
        }
        reading.declare(path -> values.isInGit(path));
    }

    /// A `dvc.yaml` that has lost all its stages: what the lock still names is left over.
    private void lockOnly(String folder, String lockId) throws IOException {
        String path = Paths.join(folder, "dvc.lock");
        try {
            reader.lock(tree, lockId).stages().keySet().forEach(stage -> leftOver.add(path + ": " + stage));
        } catch (BrokenFileException e) {
            broken(path, e.why());
        }
    }

    private void dotDvc(Item item) throws IOException {
        DotDvcFile file;
        try {
            file = reader.dotDvc(tree, item.id());
        } catch (BrokenFileException e) {
            broken(item.path(), e.why());
            return;
        }
        dotDvcs++;
        String folder = Paths.resolve(item.folder(), file.wdir().isEmpty() ? "." : file.wdir());
        for (DotDvcFile.Out out : file.outs()) {
            String path =
                    folder == null ? null : Paths.resolve(folder, out.entry().path());
            if (out.metric() && path != null) {
                values.metrics(path);
            }
            boolean nothingToPush = file.imported()
                    || !out.cache()
                    || !out.push()
                    || file.derived()
                            && out.entry().md5() == null
                            && out.entry().files() == null;
            if (!nothingToPush) {
                outputs.add(item.folder(), path, out.entry(), out.remote());
            }
        }
    }

    private DvcTracking tracking() {
        if (unreadable != null) {
            return unreadable;
        }
        if (!differences.isEmpty()) {
            return new DvcTracking.Disagrees(List.copyOf(differences));
        }
        if (halfThere != null) {
            return halfThere;
        }
        if (stages > 0) {
            return new DvcTracking.Pipeline(stages, List.copyOf(leftOver));
        }
        if (dotDvcs > 0) {
            return new DvcTracking.Registry(dotDvcs);
        }
        for (String left : leftOver) {
            if (left.endsWith("dvc.lock")) {
                return new DvcTracking.HalfThere(left, left.substring(0, left.length() - 4) + "yaml");
            }
        }
        return new DvcTracking.Untracked();
    }
}
