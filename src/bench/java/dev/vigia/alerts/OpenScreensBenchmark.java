package dev.vigia.alerts;

import dev.vigia.alerts.AlertFixtures.Sent;
import dev.vigia.bench.BenchApplication;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import dev.vigia.platform.ChangeTicker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How long a delivery takes to be answered while people look: 500 new alerts a second, with fifty open inboxes and
/// with none. A screen is what it costs behind the browser: woken by the ticker, it reads the board and the menu's
/// count.
final class OpenScreensBenchmark implements Benchmark {

    private static final int SCREENS = 50;
    private static final int PER_DELIVERY = 10;
    private static final int DELIVERIES_A_SECOND = 50;
    private static final int SECONDS = Integer.getInteger("vigia.bench.seconds", 10);
    private static final double WITHIN = 0.1;
    private static final AlertQuery FIRING =
            new AlertQuery(Set.of(AlertState.FIRING), LabelMatchers.ALL, null, null, null);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong reads = new AtomicLong();
    private int round;

    @Override
    public String name() {
        return "open-screens";
    }

    @Override
    public List<Ratio> run() throws Exception {
        try (var application = BenchApplication.start(Files.createTempDirectory("vigia-bench"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var with = new ArrayList<Double>();
            var rounds = Rounds.usual();
            var ratio = rounds.compareTimed(
                    "99th percentile of a delivery's answer with " + SCREENS + " open screens ÷ with none",
                    2,
                    () -> {
                        var screens = screens(application, threads);
                        try {
                            var p99 = p99(application, threads);
                            with.add(p99);
                            return p99;
                        } finally {
                            screens.forEach(Runnable::run);
                        }
                    },
                    () -> p99(application, threads));
            var measured = rounds.measured(with);
            return List.of(
                    ratio.withNote("500 alerts/s; boards read: " + reads.get()),
                    new Ratio(
                            "the same 99th percentile ÷ 0.1 s",
                            1,
                            measured,
                            measured.stream().map(_ -> WITHIN).toList(),
                            ""));
        } finally {
            http.close();
        }
    }

    /// @return what closes them
    private List<Runnable> screens(BenchApplication application, ExecutorService threads) {
        var inbox = application.context().getBean(AlertInbox.class);
        var ticker = application.context().getBean(ChangeTicker.class);
        var open = new ArrayList<Runnable>();
        for (int i = 0; i < SCREENS; i++) {
            // As LiveUpdates does it: changes that come while one waits are one refresh.
            var waiting = new AtomicBoolean();
            open.add(ticker.subscribe(topics -> {
                if (topics.contains(AlertInbox.TOPIC) && waiting.compareAndSet(false, true)) {
                    threads.execute(() -> {
                        waiting.set(false);
                        inbox.board(AlertQuery.PROBLEMS, 100, null);
                        inbox.board(FIRING, 1, null);
                        reads.addAndGet(2);
                    });
                }
            }));
        }
        return open;
    }

    /// @return seconds, from the moment at which a delivery was due
    private double p99(BenchApplication application, ExecutorService threads) throws Exception {
        round++;
        var took = new ConcurrentLinkedQueue<Long>();
        var failed = new ConcurrentLinkedQueue<String>();
        var start = System.nanoTime();
        var count = SECONDS * DELIVERIES_A_SECOND;
        for (int i = 0; i < count; i++) {
            var body = body(i);
            var due = start + i * 1_000_000_000L / DELIVERIES_A_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            threads.execute(() -> {
                try {
                    deliver(application, body);
                } catch (IOException | RuntimeException e) {
                    failed.add(e.toString());
                } finally {
                    took.add(System.nanoTime() - due);
                }
            });
        }
        var limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (took.size() < count && System.nanoTime() < limit) {
            LockSupport.parkNanos(1_000_000);
        }
        if (!failed.isEmpty() || took.size() < count) {
            throw new IOException("Not every delivery was stored: " + failed.peek());
        }
        var sorted = took.stream().sorted().toList();
        var p99 = sorted.get(count * 99 / 100) / 1e9;
        System.out.printf("p50 %.1f ms, p99 %.1f ms%n", sorted.get(count / 2) / 1e6, p99 * 1e3);
        return p99;
    }

    /// The same ten thousand alerts all the time, each time firing anew.
    private String body(int number) {
        var alerts = new Sent[PER_DELIVERY];
        var start = Instant.parse("2026-11-22T06:00:00Z").plusSeconds(round);
        for (int i = 0; i < PER_DELIVERY; i++) {
            alerts[i] = AlertFixtures.firing("HighErrorRate")
                    .with("instance", "api-" + number * PER_DELIVERY % 10_000 + "-" + i + ":8000")
                    .with("job", "bankchurn-api")
                    .since(start);
        }
        return AlertFixtures.payload(alerts);
    }

    private void deliver(BenchApplication application, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(application.webhook()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + BenchApplication.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
