package dev.vigia.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

    private final SharedReads<String, Integer> reads = new SharedReads<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(20);

    @AfterEach
    void stop() {
        go.countDown();
        threads.shutdownNow();
    }

    @Test
    void givesThoseWhoAskDuringAReadTheNextOneAndNotThatOne() {
        var first = ask("a");
        await().until(() -> begun.get() == 1);
        var others = IntStream.range(0, 10).mapToObj(_ -> ask("a")).toList();
        assertThat(begun).as("nobody reads beside the first").hasValue(1);

        go.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(others.stream().map(CompletableFuture::join))
                .allSatisfy(read -> assertThat(read).isGreaterThan(1));
    }

    @Test
    void letsOnlyAFewReadAtTheSameTime() {
        var asked = IntStream.range(0, 12).mapToObj(i -> ask("q" + i)).toList();
        await().until(() -> begun.get() == 4);

        go.countDown();

        assertThat(asked.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
    }

    @Test
    void tellsEveryoneWhatWentWrongAndReadsAgainAfterwards() {
        go.countDown();
        assertThatThrownBy(() -> reads.read("a", () -> {
                    throw new IllegalArgumentException("not like this");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(reads.read("a", () -> 1), reads.read("a", () -> 2))).containsExactly(1, 2);
    }

    private CompletableFuture<Integer> ask(String question) {
        return CompletableFuture.supplyAsync(
                () -> reads.read(question, () -> {
                    var number = begun.incrementAndGet();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return number;
                }),
                threads);
    }
}
