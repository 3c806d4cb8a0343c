package dev.vigia.runs.mlflow;

import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.RunFacts;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets several readers fetch while the calling thread stores. Few pages wait at a time, so that memory stays
/// bounded; the first failure ends all.
final class SideBySide {

    private static final int WAITING = 2;

    interface Reader {
        void read(Hand hand) throws SourceFailure, InterruptedException;
    }

    interface Hand {
        void over(List<RunFacts> runs) throws InterruptedException;
    }

    private sealed interface Item {
        record Page(List<RunFacts> runs) implements Item {}

        record Failed(Throwable cause) implements Item {}

        record Ended() implements Item {}
    }

    private SideBySide() {}

    static void run(int readers, List<Callable<List<RunFacts>>> asks, Consumer<List<RunFacts>> sink)
            throws SourceFailure {
        Queue<Callable<List<RunFacts>>> left = new ConcurrentLinkedQueue<>(asks);
        stream(
                Math.min(readers, asks.size()),
                hand -> {
                    for (var ask = left.poll(); ask != null; ask = left.poll()) {
                        hand.over(called(ask));
                    }
                },
                sink);
    }

    private static List<RunFacts> called(Callable<List<RunFacts>> ask) throws SourceFailure, InterruptedException {
        try {
            return ask.call();
        } catch (SourceFailure | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void stream(int readers, Reader reader, Consumer<List<RunFacts>> sink) throws SourceFailure {
        var items = new ArrayBlockingQueue<Item>(WAITING);
        var threads = new Thread[readers];
        for (int i = 0; i < readers; i++) {
            threads[i] = Thread.ofVirtual().name("mlflow-reader-", i).start(() -> read(reader, items));
        }
        try {
            for (int running = readers; running > 0; ) {
                switch (items.take()) {
                    case Item.Page page -> sink.accept(page.runs());
                    case Item.Ended _ -> running--;
                    case Item.Failed failed -> rethrow(failed.cause());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceFailure("mlflow-interrupted", "The sync was stopped before it ended.", e);
        } finally {
            for (Thread thread : threads) {
                thread.interrupt();
            }
        }
    }

    private static void read(Reader reader, ArrayBlockingQueue<Item> items) {
        try {
            Item end;
            try {
                reader.read(runs -> items.put(new Item.Page(runs)));
                end = new Item.Ended();
            } catch (SourceFailure | RuntimeException e) {
                end = new Item.Failed(e);
            }
            items.put(end);
        } catch (InterruptedException e) {
            // The storing side has left, nobody waits for this reader.
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable cause) throws SourceFailure {
        switch (cause) {
            case SourceFailure failure -> throw failure;
            case RuntimeException runtime -> throw runtime;
            case null, default -> throw new IllegalStateException("Reading runs failed", cause);
        }
    }
}
