package dev.vigia.alerts;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Lets those who ask the same at the same time share one answer: fifty screens that a storm wakes read the board once.
/// Nobody gets an answer that is older than their question: who comes while one is being read waits for the next.
///
/// @param <K> the question
/// @param <V> the answer, which is shared between threads
final class SharedReads<K, V> {

    /// Fewer than there are connections: whatever people look at, the intake must get one.
    private static final int AT_ONCE = 4;

    private final Map<K, CompletableFuture<V>> coming = new HashMap<>();
    private final Map<K, CompletableFuture<V>> running = new HashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    V read(K question, Supplier<V> reader) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // It sees what it has written itself and nobody else does.
            return reader.get();
        }
        var mine = new CompletableFuture<V>();
        CompletableFuture<V> before;
        CompletableFuture<V> others;
        synchronized (coming) {
            others = coming.putIfAbsent(question, mine);
            before = running.get(question);
        }
        if (others != null) {
            return answer(others);
        }
        if (before != null) {
            before.handle((_, _) -> true).join();
        }
        places.acquireUninterruptibly();
        try {
            synchronized (coming) {
                coming.remove(question);
                running.put(question, mine);
            }
            var read = reader.get();
            mine.complete(read);
            return read;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            places.release();
            synchronized (coming) {
                running.remove(question, mine);
            }
        }
    }

    private static <V> V answer(CompletableFuture<V> of) {
        try {
            return of.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
