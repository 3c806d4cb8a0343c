package dev.vigia.versions;

import dev.vigia.projects.ProjectKey;
import java.io.IOException;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps what the trees of commits say. A commit is read once: its tree never changes.
@Component
public class TreeStore {

    /// Raised whenever the rules of reading change, so that every commit is read anew.
    private static final int RULES = 1;

    /// Trees stored in one go: what an interruption costs at most.
    private static final int BATCH = 500;

    private static final long BATCH_CHARACTERS = 4_000_000;

    /// Trees that are read while others are stored.
    private static final int AHEAD = 512;

    private static final long AHEAD_CHARACTERS = 8_000_000;

    /// Enough for ten thousand ordinary trees, which is what a first sync leaves to be judged.
    private static final long RECENT_CHARACTERS = 20_000_000;

    /// Of a tree's length before one was read: rather too much.
    private static final long FIRST_GUESS = 500_000;

    /// Opens the tree of a commit; called on the thread that will read it.
    @FunctionalInterface
    public interface Trees {
        TreeAccess open(CommitId commit) throws IOException;
    }

    private final DvcReader reader;
    private final JdbcTemplate jdbc;
    private final TreeJson json = new TreeJson();
    private final RecentStates recent = new RecentStates(RECENT_CHARACTERS);

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
        CommitParts.query(jdbc, "t.commit_id, t.rules", "dvc_tree", project, asked, row -> {
            if (row.getInt(2) == RULES) {
                known.add(row.getString(1));
            }
        });
        unread.removeIf(commit -> known.contains(commit.value()));
        return unread;
    }

    /// A tree in the form it is stored in.
    record Written(TreeState state, List<String> parts) {

        CommitId commit() {
            return state.commit();
        }

        long length() {
            return parts.stream().mapToLong(String::length).sum();
        }
    }

    Written written(DvcTree tree) {
        return new Written(tree.state(), JsonParts.split(json.write(tree)));
    }

    /// Reads the trees on all processors, without the database; safe outside a transaction. While a batch is being
    /// stored the next ones are read, as many as fit into memory however large they are.
    ///
    /// @param faults told of those that cannot be read, which are left out
    /// @param batches takes what was read, in the given order, on the calling thread
    /// @throws IOException if it is interrupted
    void read(Collection<CommitId> commits, Trees trees, ReadingFaults faults, Consumer<List<Written>> batches)
            throws IOException {
        List<CommitId> todo = List.copyOf(new LinkedHashSet<>(commits));
        int workers = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), (todo.size() + 15) / 16));
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            Queue<Slice> ahead = new ArrayDeque<>();
            List<Written> batch = new ArrayList<>();
            long batchLength = 0;
            long length = 0;
            int read = 0;
            int next = 0;
            try {
                while (read < todo.size()) {
                    long usual = read == 0 ? FIRST_GUESS : Math.max(1, length / read);
                    long most = Math.clamp(AHEAD_CHARACTERS / usual, workers, AHEAD);
                    int slice = (int) Math.max(1, most / 16);
                    while (next < todo.size() && (next == read || next - read + slice <= most)) {
                        List<CommitId> part = todo.subList(next, Math.min(todo.size(), next + slice));
                        ahead.add(new Slice(part.size(), pool.submit(() -> readAll(part, trees, faults))));
                        next += part.size();
                    }
                    Slice first = ahead.remove();
                    for (Written tree : first.trees().get()) {
                        batch.add(tree);
                        batchLength += tree.length();
                        length += tree.length();
                    }
                    read += first.commits();
                    boolean full = batch.size() >= BATCH || batchLength >= BATCH_CHARACTERS;
                    if (full || read == todo.size() && !batch.isEmpty()) {
                        batches.accept(batch);
                        batch = new ArrayList<>();
                        batchLength = 0;
                    }
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException("A tree could not be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while trees were read", e);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    /// @param commits how many it is about; those that cannot be read are not among the trees
    private record Slice(int commits, Future<List<Written>> trees) {}

    private List<Written> readAll(List<CommitId> commits, Trees trees, ReadingFaults faults) throws IOException {
        List<Written> result = new ArrayList<>(commits.size());
        for (CommitId commit : commits) {
            if (Thread.interrupted()) {
                throw new IOException("Interrupted while trees were read");
            }
            try {
                result.add(written(reader.read(trees.open(commit))));
            } catch (IOException | RuntimeException | StackOverflowError e) {
                faults.tree(commit, e);
            }
        }
        return result;
    }

    /// Stores what was read, in place of what was known of these commits; takes part in the caller's transaction.
    @Transactional
    void store(ProjectKey project, Collection<Written> trees) {
        Set<String> commits = new HashSet<>();
        List<Object[]> rows = new ArrayList<>(trees.size());
        for (Written tree : trees) {
            String commit = tree.commit().value();
            commits.add(commit);
            for (int part = 0; part < tree.parts().size(); part++) {
                rows.add(new Object[] {
                    project.value(), commit, part, RULES, tree.parts().get(part)
                });
            }
        }
        Set<String> known = new HashSet<>();
        CommitParts.query(jdbc, "t.commit_id", "dvc_tree", project, commits, row -> known.add(row.getString(1)));
        jdbc.batchUpdate(
                "delete from dvc_tree where project = ? and commit_id = ?",
                known.stream()
                        .map(commit -> new Object[] {project.value(), commit})
                        .toList());
        jdbc.batchUpdate(
                "insert into dvc_tree (project, commit_id, part, rules, content) values (?, ?, ?, ?, ?)", rows);
        trees.forEach(tree -> recent.put(project, tree.state(), tree.length()));
    }

    /// What the trees say; commits nobody has read are absent.
    public Map<CommitId, TreeState> states(ProjectKey project, Collection<CommitId> commits) {
        Map<CommitId, TreeState> states = new LinkedHashMap<>();
        List<CommitId> others = new ArrayList<>();
        for (CommitId commit : commits) {
            TreeState state = recent.take(project, commit);
            if (state == null) {
                others.add(commit);
            } else {
                states.put(commit, state);
            }
        }
        contents(project, others).entrySet().parallelStream()
                .map(entry -> json.readState(entry.getKey(), entry.getValue()))
                .toList()
                .forEach(state -> states.put(state.commit(), state));
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
                "t.commit_id, t.content",
                "dvc_tree",
                project,
                wanted,
                (ResultSet row) -> contents.merge(new CommitId(row.getString(1)), row.getString(2), String::concat));
        return contents;
    }
}
