package dev.vigia.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// A service that answers with a model's predictions, as far as a Prometheus sees it: each number is a function of
/// time,
/// told with its time, so that what is asked of them has one right answer.
final class WatchedService implements AutoCloseable {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /// Of each series: what is scraped must go on with what is remembered.
    private static final String LABELS = ",job=\"probe\",instance=\"node\"}";

    private final HttpServer server;
    private final Instant born = Instant.now();
    private final Map<String, DoubleUnaryOperator> counters = new LinkedHashMap<>();
    private final Map<String, Double> gauges = new LinkedHashMap<>();

    WatchedService() {
        // 40 predictions a second, one of which fails.
        counter("http_requests_total{service=\"probe\",status=\"200\"}", 39);
        counter("http_requests_total{service=\"probe\",status=\"500\"}", 1);
        counter("http_requests_total{service=\"other\",status=\"500\"}", 70);
        Map.of("0.05", 20.0, "0.1", 38.0, "0.25", 39.8, "0.5", 40.0, "+Inf", 40.0)
                .forEach((le, rate) ->
                        counter("prediction_latency_seconds_bucket{model=\"probe\",le=\"" + le + "\"}", rate));
        counter("prediction_latency_seconds_bucket{model=\"other\",le=\"+Inf\"}", 1000);
        counter("container_cpu_usage_seconds_total{container=\"probe\",id=\"/a\"}", 0.9);
        counter("container_cpu_usage_seconds_total{container=\"probe\",id=\"/b\"}", 0.3);
        for (var id : List.of("/a", "/b")) {
            var labels = "{container=\"probe\",id=\"" + id + "\"}";
            gauge("container_spec_cpu_quota" + labels, 200_000.0);
            gauge("container_spec_cpu_period" + labels, 100_000.0);
            gauge("container_memory_working_set_bytes" + labels, 3e9);
            gauge("container_spec_memory_limit_bytes" + labels, id.equals("/a") ? 4e9 : 0.0);
        }
        gauge("ml_drift_score{model=\"probe\"}", 0.04);
        gauge("ml_drift_score{model=\"other\"}", 0.9);
        gauge("model_quality_baseline{model=\"probe\",metric=\"auc\"}", 0.9);
        gauge("model_quality_score{model=\"probe\",metric=\"auc\"}", 0.72);
        gauge("model_quality_baseline{model=\"probe\",metric=\"f1\"}", 0.5);
        gauge("model_quality_score{model=\"probe\",metric=\"f1\"}", 0.6);
        // A week ago 60 % of the predictions were at most a half, now 45 % are.
        prediction("prediction_probability_bucket{model=\"probe\",le=\"0.5\"}", 24, 18);
        prediction("prediction_probability_bucket{model=\"probe\",le=\"1.0\"}", 40, 40);
        prediction("prediction_probability_bucket{model=\"probe\",le=\"+Inf\"}", 40, 40);
        prediction("prediction_probability_count{model=\"probe\"}", 40, 40);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", exchange -> {
            var now = Instant.now().toEpochMilli();
            var text = new StringBuilder();
            counters.forEach((name, of) -> text.append(line(name, of.applyAsDouble(since(now)), now)));
            gauges.forEach((name, of) -> text.append(line(name, of, now)));
            var body = text.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static String labelled(String name) {
        return name.replace("}", LABELS);
    }

    private void gauge(String name, double value) {
        gauges.put(labelled(name), value);
    }

    private void counter(String name, double rate) {
        counters.put(labelled(name), at -> rate * (at + 30 * DAY));
    }

    private void prediction(String name, double before, double now) {
        counters.put(
                labelled(name),
                at -> at < -2 * HOUR ? before * (at + 30 * DAY) : before * 30 * DAY + now * (at + 2 * HOUR));
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What was scraped of it until now: the last minutes each second, and the predictions of a week ago.
    String past() {
        var text = new StringBuilder();
        counters.forEach((name, of) -> {
            if (name.startsWith("prediction_probability")) {
                samples(text, name, of, -8 * DAY - HOUR, -7 * DAY + HOUR, MINUTE);
                samples(text, name, of, -HOUR - MINUTE, 0, MINUTE);
            } else {
                samples(text, name, of, -6 * MINUTE, 0, 1);
            }
        });
        return text.append("# EOF\n").toString();
    }

    private void samples(StringBuilder text, String name, DoubleUnaryOperator of, long from, long to, long step) {
        for (var at = from; at <= to; at += step) {
            var moment = born.toEpochMilli() + at * 1000;
            text.append(name + " " + of.applyAsDouble(at) + " " + moment / 1000 + "."
                    + String.format(Locale.ROOT, "%03d", moment % 1000) + "\n");
        }
    }

    private double since(long millis) {
        return (millis - born.toEpochMilli()) / 1000.0;
    }

    private static String line(String name, double value, long at) {
        return name + " " + value + " " + at + "\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
