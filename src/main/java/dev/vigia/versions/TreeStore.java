package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.io.IOException;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps what the trees of commits say. A commit is read once: its tree never changes.
@Component
public class TreeStore {

    /// Raised whenever the rules of reading change, so that every commit is read anew.
    private static final int RULES = 1;

    /// Opens the tree of a commit; called on the thread that will read it.
    @FunctionalInterface
    public interface Trees {
        TreeAccess open(CommitId commit) throws IOException;
    }

    private final DvcReader reader;
    private final JdbcTemplate jdbc;
    private final TreeJson json = new TreeJson();

    TreeStore(DvcReader reader, JdbcTemplate jdbc) {
        this.reader = reader;
        this.jdbc = jdbc;
    }

    /// Those of the commits that nobody has read yet, in the given order.
    public Set<CommitId> unread(ProjectKey project, Collection<CommitId> commits) {
        Set<CommitId> unread = new LinkedHashSet<>(commits);
        if (unread.isEmpty()) {
            return unread;
        }
        Set<String> asked = new HashSet<>();
        commits.forEach(commit -> asked.add(commit.value()));
        Set<String> known = new HashSet<>();
        CommitParts.query(
                jdbc,
                "select commit_id from dvc_tree where part = 0 and rules = " + RULES + " and project = ?",
                "",
                project,
                asked,
                row -> known.add(row.getString(1)));
        unread.removeIf(commit -> known.contains(commit.value()));
        return unread;
    }

    /// Reads the trees on all processors, without the database; safe outside a transaction.
    ///
    /// @param faults told of those that cannot be read, which are left out
    /// @param done told after each tree how many are read
    /// @throws IOException if it is interrupted
    public List<DvcTree> read(Collection<CommitId> commits, Trees trees, ReadingFaults faults, LongConsumer done)
            throws IOException {
        List<CommitId> todo = List.copyOf(new LinkedHashSet<>(commits));
        List<DvcTree> result = new ArrayList<>(todo.size());
        int workers = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), (todo.size() + 15) / 16));
        int slice = Math.max(1, Math.min(64, (todo.size() + workers - 1) / workers));
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<List<DvcTree>>> parts = new ArrayList<>();
            for (int from = 0; from < todo.size(); from += slice) {
                List<CommitId> part = todo.subList(from, Math.min(todo.size(), from + slice));
                parts.add(pool.submit(() -> readAll(part, trees, faults)));
            }
            try {
                for (Future<List<DvcTree>> part : parts) {
                    result.addAll(part.get());
                    done.accept(result.size());
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException("A tree could not be read", e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while trees were read", e);
            }
        }
        return result;
    }

    private List<DvcTree> readAll(List<CommitId> commits, Trees trees, ReadingFaults faults) throws IOException {
        List<DvcTree> result = new ArrayList<>(commits.size());
        for (CommitId commit : commits) {
            if (Thread.interrupted()) {
                throw new IOException("Interrupted while trees were read");
            }
            try {
                result.add(reader.read(trees.open(commit)));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                faults.tree(commit, e);
            }
        }
        return result;
    }

    /// Stores what was read, in place of what was known of these commits; takes part in the caller's transaction.
    @Transactional
    public void store(ProjectKey project, Collection<DvcTree> trees) {
        List<Object[]> keys = new ArrayList<>(trees.size());
        List<Object[]> rows = new ArrayList<>(trees.size());
        for (DvcTree tree : trees) {
            String commit = tree.state().commit().value();
            keys.add(new Object[] {project.value(), commit});
            List<String> parts = JsonParts.split(json.write(tree));
            for (int part = 0; part < parts.size(); part++) {
                rows.add(new Object[] {project.value(), commit, part, RULES, parts.get(part)});
            }
        }
        jdbc.batchUpdate("delete from dvc_tree where project = ? and commit_id = ?", keys);
        jdbc.batchUpdate(
                "insert into dvc_tree (project, commit_id, part, rules, content) values (?, ?, ?, ?, ?)", rows);
    }

    /// What the trees say; commits nobody has read are absent.
    public Map<CommitId, TreeState> states(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, TreeState> states = new LinkedHashMap<>();
        contents(project, commits).forEach((commit, text) -> states.put(commit, json.readState(commit, text)));
        return states;
    }

    /// The whole of what was read; commits nobody has read are absent.
    public Map<CommitId, DvcTree> trees(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, DvcTree> trees = new LinkedHashMap<>();
        contents(project, commits).forEach((commit, text) -> trees.put(commit, json.read(commit, text)));
        return trees;
    }

    private Map<CommitId, String> contents(ProjectKey project, Collection<CommitId> commits) {
        Set<String> wanted = new HashSet<>();
        commits.forEach(commit -> wanted.add(commit.value()));
        Map<CommitId, String> contents = new HashMap<>();
        CommitParts.query(
                jdbc,
                "select commit_id, content from dvc_tree where project = ?",
                " order by commit_id, part",
                project,
                wanted,
                (ResultSet row) -> contents.merge(new CommitId(row.getString(1)), row.getString(2), String::concat));
        return contents;
    }
}
