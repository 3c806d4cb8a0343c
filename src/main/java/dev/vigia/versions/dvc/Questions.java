package dev.vigia.versions.dvc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The questions to one remote in one sweep: each object is asked for once, several at a time, and a remote that
/// does not answer is left alone after a few attempts.
final class Questions implements AutoCloseable {

    /// Enough to tell a hiccup from a silent server without waiting for it again and again.
    private static final int PATIENCE = 3;

    /// Some hundred megabytes; beyond it objects may be asked for twice.
    private static final int KEPT = 1_000_000;

    record Question(String key, @Nullable String version) {}

    private final ObjectStore store;
    private final ExecutorService pool;
    private final Semaphore limit;
    private final ConcurrentHashMap<Question, CompletableFuture<ObjectAnswer>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean answered;
    private volatile ObjectAnswer.@Nullable Unknown down;

    Questions(ObjectStore store, ExecutorService pool) {
        this.store = store;
        this.pool = pool;
        this.limit = new Semaphore(store.parallel());
    }

    /// How many objects the remote was asked for.
    int asked() {
        return asked.get();
    }

    /// Whether it ever said something about an object.
    boolean answered() {
        return answered;
    }

    /// What it said instead of answering, once it was left alone.
    ObjectAnswer.@Nullable Unknown down() {
        return down;
    }

    boolean knowsVersions() {
        return store instanceof S3Store || store instanceof NoStore;
    }

    ObjectAnswer answer(Question question) {
        CompletableFuture<ObjectAnswer> known = answers.get(question);
        if (known != null) {
            return known.join();
        }
        CompletableFuture<ObjectAnswer> mine = new CompletableFuture<>();
        CompletableFuture<ObjectAnswer> other = answers.putIfAbsent(question, mine);
        if (other != null) {
            return other.join();
        }
        ObjectAnswer answer = new ObjectAnswer.Unknown("remote-unreachable", "the question was interrupted");
        try {
            answer = ask(question);
        } finally {
            mine.complete(answer);
        }
        return answer;
    }

    /// Gets the answers that are not there yet, several at a time where that is quicker.
    void prepare(Collection<Question> questions) throws InterruptedException {
        if (answers.size() > KEPT) {
            answers.clear();
        }
        if (store instanceof FolderStore || store instanceof NoStore || questions.size() < 3) {
            return;
        }
        Set<Question> open = new LinkedHashSet<>(questions);
        open.removeIf(answers::containsKey);
        List<Question> list = List.copyOf(open);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(store.parallel(), list.size()); i++) {
            workers.add(pool.submit(() -> {
                for (int at = next.getAndIncrement(); at < list.size(); at = next.getAndIncrement()) {
                    answer(list.get(at));
                }
            }));
        }
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A remote could not be asked", e.getCause());
            }
        }
    }

    private ObjectAnswer ask(Question question) {
        ObjectAnswer.Unknown stopped = down;
        if (stopped != null) {
            return stopped;
        }
        if (store instanceof NoStore) {
            return store.ask(question.key(), question.version());
        }
        limit.acquireUninterruptibly();
        try {
            stopped = down;
            if (stopped != null) {
                return stopped;
            }
            asked.incrementAndGet();
            return noted(store.ask(question.key(), question.version()));
        } finally {
            limit.release();
        }
    }

    private ObjectAnswer noted(ObjectAnswer answer) {
        if (!(answer instanceof ObjectAnswer.Unknown unknown)) {
            silent.set(0);
            answered = true;
        } else if (unknown.code().equals("remote-unreachable") && silent.incrementAndGet() >= PATIENCE) {
            down = unknown;
        }
        return answer;
    }

    /// Reads an object that was found present.
    byte[] read(String key, int maxBytes) throws IOException {
        ObjectAnswer.Unknown stopped = down;
        if (stopped != null) {
            throw new IOException(stopped.why());
        }
        limit.acquireUninterruptibly();
        try {
            return store.read(key, maxBytes);
        } finally {
            limit.release();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
