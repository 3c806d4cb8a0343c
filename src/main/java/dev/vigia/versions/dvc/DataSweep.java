package dev.vigia.versions.dvc;

import dev.vigia.projects.Project;
import dev.vigia.versions.CachedValues;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DataStore.Answer;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.DvcProject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// One pass over the remotes of a project: every object is asked for once, however many tags share it.
final class DataSweep implements AutoCloseable {

    /// Tags looked at side by side, so that one slow question does not hold up the others.
    private static final int SIDE_BY_SIDE = 8;

    private final RemoteStores stores;
    private final RemotePlaces places;
    private final int maxObjects;
    private final String settings;
    private final ExecutorService pool = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dvc-data-", 0).factory());
    private final Semaphore sideBySide = new Semaphore(SIDE_BY_SIDE);
    private final ConcurrentHashMap<RemotePlace, Questions> questions = new ConcurrentHashMap<>();
    private final Folders folders = new Folders();
    private final CachedFiles cachedFiles = new CachedFiles();

    /// @param deep asks for every object, however many
    /// @param before what was known of the commit until now
    record Task(DvcTree tree, boolean deep, @Nullable DataState before) {}

    /// @param maxObjects objects of one tag beyond which folders are not looked into
    DataSweep(RemoteStores stores, Project project, int maxObjects) {
        this.stores = stores;
        this.places = new RemotePlaces(project.dvc());
        this.maxObjects = maxObjects;
        this.settings = settings(project, maxObjects);
    }

    /// Another text means that asking again may give other answers. Secrets are not in it: with a wrong one the
    /// answer was unknown, and what is unknown is asked again anyway.
    static String settings(Project project, int maxObjects) {
        StringBuilder text = new StringBuilder("1 ")
                .append(maxObjects)
                .append(' ')
                .append(project.dvc().relativeTo());
        project.dvc().remotes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(remote -> text.append(' ')
                        .append(remote.getKey())
                        .append('=')
                        .append(remote.getValue().url())
                        .append(',')
                        .append(remote.getValue().endpoint())
                        .append(',')
                        .append(remote.getValue().accessKey())
                        .append(',')
                        .append(remote.getValue().username()));
        return DirectoryObject.md5(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /// How many objects were asked for so far.
    int asked() {
        return questions.values().stream().mapToInt(Questions::asked).sum();
    }

    /// What a remote said instead of answering, if none of those that can be asked ever answered.
    @Nullable
    String silence() {
        String said = null;
        for (Questions remote : questions.values()) {
            if (remote.answered()) {
                return null;
            }
            ObjectAnswer.Unknown down = remote.down();
            if (down != null) {
                said = down.why();
            }
        }
        return said;
    }

    List<Answer> check(List<Task> tasks) throws InterruptedException {
        List<Future<Answer>> running = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            sideBySide.acquire();
            running.add(pool.submit(() -> {
                try {
                    return check(task);
                } finally {
                    sideBySide.release();
                }
            }));
        }
        List<Answer> answers = new ArrayList<>(tasks.size());
        for (Future<Answer> one : running) {
            try {
                answers.add(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("The data of a commit could not be checked", e.getCause());
            }
        }
        return answers;
    }

    private Answer check(Task task) throws InterruptedException {
        DvcTree tree = task.tree();
        Map<String, DvcProject> projects = new HashMap<>();
        tree.projects().forEach(project -> projects.put(project.folder(), project));
        Map<DeclaredOutput, OutputCheck> checks = new LinkedHashMap<>();
        Map<Questions, List<Questions.Question>> first = new LinkedHashMap<>();
        for (DeclaredOutput output : tree.outputs()) {
            DvcProject project =
                    projects.getOrDefault(output.project(), new DvcProject(output.project(), null, Map.of(), null));
            OutputCheck check = new OutputCheck(output, open(places.find(project, output.remote())));
            checks.put(output, check);
            first.computeIfAbsent(check.remote(), any -> new ArrayList<>()).addAll(check.firstQuestions());
        }
        for (Map.Entry<Questions, List<Questions.Question>> remote : first.entrySet()) {
            remote.getKey().prepare(remote.getValue());
        }
        Folders.Budget budget = new Folders.Budget(task.deep() ? Integer.MAX_VALUE : maxObjects);
        budget.take(checks.size());
        Map<String, DataOutput> before = before(task.before());
        List<DataOutput> outputs = new ArrayList<>();
        List<CachedValues> values = new ArrayList<>();
        for (OutputCheck check : checks.values()) {
            DataOutput output = check.result(folders, budget);
            outputs.add(LastKnown.added(output, before.get(output.path()), task.before()));
            if (check.output().values() != null && output.presence() == Presence.PRESENT) {
                values.add(cachedFiles.read(check.output(), check.remote(), output.objectKey()));
            }
        }
        // Plain files are asked for in any case; only folders are spared.
        boolean deep = !budget.exceeded() || outputs.stream().noneMatch(output -> output.directory() && !output.deep());
        return new Answer(tree.state().commit(), outputs, values, deep, settings);
    }

    private static Map<String, DataOutput> before(@Nullable DataState state) {
        Map<String, DataOutput> before = new HashMap<>();
        if (state != null) {
            state.outputs().forEach(output -> before.put(output.path(), output));
        }
        return before;
    }

    private Questions open(RemotePlace place) {
        return questions.computeIfAbsent(place, wanted -> new Questions(stores.open(wanted), pool));
    }

    @Override
    public void close() {
        pool.shutdownNow();
        questions.values().forEach(Questions::close);
    }
}
