package dev.vigia.alerts;

import dev.vigia.alerts.AlertFixtures.Sent;
import dev.vigia.bench.BenchApplication;
import dev.vigia.bench.Benchmark;
import dev.vigia.bench.Ratio;
import dev.vigia.bench.Rounds;
import dev.vigia.peers.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Alerts stored for good against alerts taken into memory: batches of fifty new ones over HTTP, from eight senders.
///
/// Ours: the whole application on a PostgreSQL with its own durable settings, body and all, answered after the commit.
/// Theirs: the real Alertmanager's `POST /api/v2/alerts`, which keeps them in memory. And: alerts of each of which
/// somebody is to be told, stored with what is to be sent, against alerts of which nobody is.
final class IntakeBenchmark implements Benchmark {

    private static final int BATCH = 50;
    private static final int BATCHES = Integer.getInteger("vigia.bench.batches", 400);
    private static final int SENDERS = 8;

    /// Rounds before all others: what a server does is compiled after some ten thousand requests, and Go's is already.
    private static final int WARM_UP = 25;

    private static final String TOLD = "warning";
    private static final String NOT_TOLD = "critical";
    private static final String[] TELLING = {
        "--vigia.notifications.receivers[0].name=ops",
        "--vigia.notifications.receivers[0].kind=webhook",
        "--vigia.notifications.receivers[0].url=http://127.0.0.1:9/hook",
        "--vigia.notifications.rules[0].receiver=ops",
        "--vigia.notifications.rules[0].events=alert-fired",
        "--vigia.notifications.rules[0].severities=" + TOLD
    };

    private final HttpClient http = HttpClient.newHttpClient();
    private int round;

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String missing() {
        return Peers.find("alertmanager").isPresent() ? "" : "alertmanager is not installed";
    }

    @Override
    public List<Ratio> run() throws Exception {
        try {
            return List.of(stored(), told());
        } finally {
            http.close();
        }
    }

    private Ratio stored() throws Exception {
        var folder = Files.createTempDirectory("vigia-bench");
        try (var application = BenchApplication.start(folder)) {
            var ours = application.webhook();
            var theirs = BenchApplication.freePort();
            var alertmanager = alertmanager(folder, theirs);
            try {
                warmUp(ours);
                return Rounds.usual()
                        .compareTimed(
                                BATCH * BATCHES + " new alerts stored ÷ Alertmanager's own POST into memory",
                                2,
                                () -> send(ours, bodies(false, NOT_TOLD)),
                                () -> send("http://127.0.0.1:" + theirs + "/api/v2/alerts", bodies(true, NOT_TOLD)))
                        .withNote("2 is half its alerts a second; " + SENDERS + " senders");
            } finally {
                alertmanager.destroyForcibly().waitFor();
            }
        }
    }

    private Ratio told() throws Exception {
        try (var application = BenchApplication.start(Files.createTempDirectory("vigia-bench"), TELLING)) {
            var ours = application.webhook();
            warmUp(ours);
            return Rounds.usual()
                    .compareTimed(
                            BATCH * BATCHES + " new alerts with somebody to be told of each ÷ with nobody",
                            2,
                            () -> send(ours, bodies(false, TOLD)),
                            () -> send(ours, bodies(false, NOT_TOLD)))
                    .withNote("stored with what is to be sent, nothing sent meanwhile");
        }
    }

    private void warmUp(String url) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            send(url, bodies(false, NOT_TOLD));
        }
    }

    /// @param bare as the API takes them, else as the webhook sends them
    private List<String> bodies(boolean bare, String severity) {
        round++;
        var bodies = new ArrayList<String>();
        var start = Instant.parse("2026-11-22T06:00:00Z").plusSeconds(round);
        for (int i = 0; i < BATCHES; i++) {
            var alerts = new ArrayList<Sent>();
            for (int j = 0; j < BATCH; j++) {
                alerts.add(AlertFixtures.firing("HighErrorRate")
                        .with("severity", severity)
                        .with("instance", "api-" + round + "-" + i + "-" + j + ":8000")
                        .with("job", "bankchurn-api")
                        .with("team", "ml-platform")
                        .saying("Error rate of bankchurn-api is 3.4 % on one instance (limit 1 %)")
                        .since(start));
            }
            bodies.add(bare ? bare(alerts) : AlertFixtures.payload(alerts.toArray(Sent[]::new)));
        }
        return bodies;
    }

    private static String bare(List<Sent> alerts) {
        return JsonMapper.shared()
                .writeValueAsString(alerts.stream()
                        .map(alert -> {
                            Map<String, Object> json = new LinkedHashMap<>();
                            json.put("labels", alert.labels());
                            json.put("annotations", alert.annotations());
                            json.put("startsAt", alert.startsAt().toString());
                            json.put(
                                    "endsAt",
                                    alert.startsAt().plusSeconds(864_000).toString());
                            return json;
                        })
                        .toList());
    }

    /// @return seconds from the first request to the last answer
    private double send(String url, List<String> bodies) throws Exception {
        var queue = new ArrayBlockingQueue<>(bodies.size(), false, bodies);
        var begin = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(senders.submit(() -> {
                    for (var body = queue.poll(); body != null; body = queue.poll()) {
                        var request = HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + BenchApplication.TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build();
                        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                        if (answer.statusCode() != 200) {
                            throw new IOException(url + " answered " + answer.statusCode() + " " + answer.body());
                        }
                    }
                    return null;
                }));
            }
            for (var sender : all) {
                sender.get(5, TimeUnit.MINUTES);
            }
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%.0f alerts/s at %s%n", BATCH * bodies.size() / seconds, url);
        return seconds;
    }

    private static Process alertmanager(Path folder, int port) throws Exception {
        var settings = folder.resolve("alertmanager.yml");
        Files.writeString(settings, "route:\n  receiver: none\nreceivers:\n  - name: none\n");
        var process = new ProcessBuilder(
                        Peers.find("alertmanager").orElseThrow().toString(),
                        "--config.file=" + settings,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 600 && process.isAlive(); i++) {
                try {
                    if (client.send(probe, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return process;
                    }
                } catch (IOException e) {
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        }
        throw new IOException("Alertmanager does not start: " + Files.readString(folder.resolve("alertmanager.log")));
    }
}
