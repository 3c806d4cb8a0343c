package dev.vigia.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigia.VigiaIntegrationTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@VigiaIntegrationTest
class ChangeTickerIntegrationTest {

    @Autowired
    private DatabaseChangeTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Dialect dialect;

    @Autowired
    private PlatformTransactionManager transactions;

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final String topic = "runs/" + UUID.randomUUID();
    private Runnable end = () -> {};

    @BeforeEach
    void listen() {
        end = ticker.subscribe(heard::addAll);
        awaitPrimed(ticker, heard);
    }

    @AfterEach
    void stop() {
        end.run();
        end.run();
    }

    /// The first poll only learns where the counters stand; changes are heard from then on.
    private void awaitPrimed(ChangeTicker through, ConcurrentLinkedQueue<String> ears) {
        var probe = "probe/" + UUID.randomUUID();
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            through.changed(probe);
            return ears.contains(probe);
        });
    }

    @Test
    void tellsAListenerWhatChanged() {
        ticker.changed(topic);

        await().until(() -> heard.contains(topic));
        assertThat(ticker.counter(topic)).isEqualTo(1);
    }

    @Test
    void saysNothingOfAChangeThatWasRolledBack() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            ticker.changed(topic);
            status.setRollbackOnly();
        });
        var after = topic + "-after";
        ticker.changed(after);

        await().until(() -> heard.contains(after));
        assertThat(heard).doesNotContain(topic);
        assertThat(ticker.counter(topic)).isNull();
    }

    @Test
    void countsOnceForManyChangesOfOneTransaction() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (var i = 0; i < 1_000; i++) {
                ticker.changed(topic);
            }
        });

        assertThat(ticker.counter(topic)).isEqualTo(1);
    }

    @Test
    void tellsOfAStormAtMostTwiceASecond() {
        var begin = System.nanoTime();
        for (var i = 0; i < 300; i++) {
            ticker.changed(topic);
        }
        ticker.changed(topic + "/last");
        await().until(() -> heard.contains(topic + "/last"));

        // However long it took here: twice a second, and once at its beginning and its end.
        var halfSeconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 500;
        assertThat(heard.stream().filter(topic::equals)).hasSizeLessThanOrEqualTo((int) halfSeconds + 2);
    }

    @Test
    void hearsAnotherReplica() {
        var replica = new DatabaseChangeTicker(jdbc, dialect, transactions);
        try {
            replica.changed(topic);
            await().until(() -> heard.contains(topic));
        } finally {
            replica.stop();
        }
    }

    @Test
    void goesOnTellingOthersWhenAListenerFails() {
        var endFailing = ticker.subscribe(topics -> {
            throw new IllegalStateException("a screen that went away");
        });
        try {
            ticker.changed(topic);
            await().until(() -> heard.contains(topic));
        } finally {
            endFailing.run();
        }
    }

    @Test
    void losesNoCountAndNeverDeadlocksWhenManyTransactionsRaiseTheSameTopics() throws Exception {
        var topics = Set.of(topic + "/a", topic + "/b", topic + "/c");
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var i = 0; i < 20; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    new TransactionTemplate(transactions)
                            .executeWithoutResult(status -> topics.forEach(ticker::changed));
                    return null;
                }));
            }
            start.countDown();
            all.forEach(ChangeTickerIntegrationTest::finished);
        }
        assertThat(topics).allSatisfy(t -> assertThat(ticker.counter(t)).isEqualTo(20));
    }

    private static void finished(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
