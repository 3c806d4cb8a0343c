package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcTracking.Disagreement;
import dev.vigia.versions.dvc.Pipeline.Out;
import dev.vigia.versions.dvc.Pipeline.Stage;
import dev.vigia.versions.dvc.Pipeline.Unresolved;
import dev.vigia.versions.dvc.TreeScan.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One `dvc.yaml` against its lock.
final class PipelineReading {

    interface InGit {
        boolean has(String path) throws IOException;
    }

    private final Item item;
    private final String lockPath;
    private final Pipeline pipeline;
    private final @Nullable LockFile lock;
    private final boolean lockIsThere;
    private final DeclaredOutputs outputs;
    private final ValueCollector values;
    private final List<String> problems;

    PipelineReading(
            Item item,
            Pipeline pipeline,
            @Nullable LockFile lock,
            boolean lockIsThere,
            DeclaredOutputs outputs,
            ValueCollector values,
            List<String> problems) {
        this.item = item;
        this.lockPath = Paths.join(item.folder(), "dvc.lock");
        this.pipeline = pipeline;
        this.lock = lock;
        this.lockIsThere = lockIsThere;
        this.outputs = outputs;
        this.values = values;
        this.problems = problems;
    }

    List<Disagreement> differences(Context.Files files) {
        List<Disagreement> differences = new ArrayList<>();
        for (Stage stage : pipeline.stages()) {
            Agreement.compare(item.path(), stage, locked(stage.name()), files, differences);
        }
        for (Unresolved group : pipeline.unresolved()) {
            if (lockedStages(group.name()).isEmpty()) {
                differences.add(new Disagreement(item.path(), group.name(), "never-run", "", ""));
            }
        }
        return differences;
    }

    List<String> leftOver() {
        if (lock == null) {
            return List.of();
        }
        Set<String> left = new LinkedHashSet<>(lock.stages().keySet());
        pipeline.stages().forEach(stage -> left.remove(stage.name()));
        pipeline.unresolved()
                .forEach(group -> lockedStages(group.name()).keySet().forEach(left::remove));
        return left.stream().map(stage -> lockPath + ": " + stage).toList();
    }

    int unresolvedStages() {
        return pipeline.unresolved().stream()
                .mapToInt(group -> Math.max(1, lockedStages(group.name()).size()))
                .sum();
    }

    void declare(InGit git) throws IOException {
        for (Stage stage : pipeline.stages()) {
            stage.params().forEach((file, keys) -> {
                String path = Paths.resolve(stage.wdir(), file);
                if (path != null) {
                    values.params(path, keys);
                }
            });
            LockFile.Stage locked = locked(stage.name());
            Map<String, LockFile.Entry> lockedOuts = locked == null ? Map.of() : locked.outsByPath();
            for (Out out : stage.outs()) {
                declare(stage, locked, lockedOuts.get(LockFile.plain(out.path())), out, git);
            }
        }
        for (Unresolved group : pipeline.unresolved()) {
            problems.add(item.path() + ": the templates of " + group.name() + " cannot be followed: " + group.why()
                    + "; its outputs are matched with the lock by their form");
            byForm(group);
        }
    }

    /// @param entry what the lock has of this output
    private void declare(
            Stage stage, LockFile.@Nullable Stage locked, LockFile.@Nullable Entry entry, Out out, InGit git)
            throws IOException {
        String path = Paths.resolve(stage.wdir(), out.path());
        if (out.metric() && path != null) {
            values.metrics(path);
        }
        if (!out.cache()) {
            if (locked != null && path != null && !out.metric() && !git.has(path)) {
                problems.add(path + " is kept out of DVC's cache and is not in Git either: it is lost");
            }
            return;
        }
        if (!out.push()) {
            return;
        }
        if (entry != null) {
            outputs.add(item.folder(), path, entry, out.remote());
            return;
        }
        String shown = path == null ? out.path() : path;
        if (lock == null && lockIsThere) {
            outputs.doubt(shown, item.folder(), "lock-unreadable", lockPath + " cannot be read");
        } else {
            outputs.doubt(
                    shown,
                    item.folder(),
                    "stage-never-run",
                    "the stage " + stage.name() + " has no hash in " + lockPath);
        }
    }

    /// Each `${…}` of a path stands for any text; the outputs of the same stage in the lock that match are its outputs.
    private void byForm(Unresolved group) {
        Map<String, LockFile.Stage> stages = lockedStages(group.name());
        if (stages.isEmpty()) {
            outputs.doubt(
                    Paths.join(item.folder(), group.name()),
                    item.folder(),
                    lock == null && lockIsThere ? "lock-unreadable" : "stage-never-run",
                    "the stage " + group.name() + " has no hash in " + lockPath);
            return;
        }
        List<PathForm> forms = group.outs().stream()
                .map(out -> new PathForm(LockFile.plain(out.path())))
                .toList();
        Set<Out> unmatched = new LinkedHashSet<>(group.outs());
        for (LockFile.Stage stage : stages.values()) {
            for (LockFile.Entry entry : stage.outs()) {
                List<Out> matching = new ArrayList<>();
                for (int i = 0; i < forms.size(); i++) {
                    if (forms.get(i).matches(LockFile.plain(entry.path()))) {
                        matching.add(group.outs().get(i));
                    }
                }
                unmatched.removeAll(matching);
                byForm(group, entry, matching);
            }
        }
        for (Out out : unmatched) {
            if (out.cache() && out.push()) {
                outputs.doubt(
                        out.path(),
                        item.folder(),
                        "flags-unclear",
                        lockPath + " has nothing of " + group.name() + " that could be it");
            }
        }
    }

    private void byForm(Unresolved group, LockFile.Entry entry, List<Out> matching) {
        if (matching.isEmpty()) {
            return;
        }
        String path = group.wdir() == null ? null : Paths.resolve(group.wdir(), entry.path());
        String shown = path == null ? entry.path() : path;
        Out first = matching.getFirst();
        boolean same = matching.stream()
                .allMatch(out -> out.cache() == first.cache()
                        && out.push() == first.push()
                        && Objects.equals(out.remote(), first.remote()));
        if (!same) {
            outputs.doubt(shown, item.folder(), "flags-unclear", "several outputs of " + group.name() + " may be it");
        } else if (first.remote() != null && first.remote().contains("${")) {
            outputs.doubt(shown, item.folder(), "flags-unclear", "its remote is " + first.remote());
        } else if (first.cache() && first.push()) {
            outputs.add(item.folder(), shown, entry, first.remote());
        }
        if (first.metric() && path != null) {
            values.metrics(path);
        }
    }

    private LockFile.@Nullable Stage locked(String name) {
        return lock == null ? null : lock.stages().get(name);
    }

    private final Map<String, Map<String, LockFile.Stage>> groups = new HashMap<>();

    private Map<String, LockFile.Stage> lockedStages(String group) {
        if (lock == null) {
            return Map.of();
        }
        return groups.computeIfAbsent(group, name -> {
            Map<String, LockFile.Stage> found = new LinkedHashMap<>();
            lock.stages().forEach((key, stage) -> {
                if (key.equals(name) || key.startsWith(name + "@")) {
                    found.put(key, stage);
                }
            });
            return found;
        });
    }
}
