package dev.vigia.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Alerts as an Alertmanager's webhook sends them.
public final class AlertFixtures {

    public static final Instant START = Instant.parse("2026-11-22T06:18:03.089Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private AlertFixtures() {}

    /// One alert of a payload.
    public record Sent(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            @Nullable Instant endsAt) {

        public Sent with(String label, String value) {
            var more = new LinkedHashMap<>(labels);
            more.put(label, value);
            return new Sent(more, annotations, startsAt, endsAt);
        }

        public Sent saying(String summary) {
            return new Sent(labels, Map.of("summary", summary), startsAt, endsAt);
        }

        public Sent since(Instant start) {
            return new Sent(labels, annotations, start, endsAt);
        }

        public Sent resolvedAfter(Duration duration) {
            return new Sent(labels, annotations, startsAt, startsAt.plus(duration));
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("status", endsAt == null ? "firing" : "resolved");
            json.put("labels", labels);
            json.put("annotations", annotations);
            json.put("startsAt", startsAt.toString());
            json.put("endsAt", endsAt == null ? "0001-01-01T00:00:00Z" : endsAt.toString());
            json.put("generatorURL", "http://prometheus.example:9090/graph?g0.expr=up");
            json.put("fingerprint", "");
            return json;
        }

        /// As the intake gets it.
        public AlertReport report() {
            var sorted = Delivery.sorted();
            sorted.putAll(labels);
            var said = Delivery.sorted();
            said.putAll(annotations);
            return new AlertReport(endsAt != null, sorted, said, startsAt, endsAt, null);
        }
    }

    public static Sent firing(String name) {
        return new Sent(
                Map.of("alertname", name, "severity", "critical"), Map.of("summary", name + " fires"), START, null);
    }

    /// The whole body with these alerts.
    public static String payload(Sent... alerts) {
        return payload(0, alerts);
    }

    public static String payload(int truncated, Sent... alerts) {
        var body = new LinkedHashMap<String, Object>();
        body.put("version", "4");
        body.put("groupKey", "{}:{alertname=\"x\"}");
        body.put("truncatedAlerts", truncated);
        body.put("receiver", "vigia");
        body.put("status", "firing");
        body.put("notification_reason", "new alerts added");
        body.put("commonLabels", Map.of());
        body.put("alerts", Arrays.stream(alerts).map(Sent::json).toList());
        return JSON.writeValueAsString(body);
    }

    public static Delivery delivery(String cluster, List<Sent> alerts) {
        return new Delivery(
                cluster,
                "test",
                "vigia",
                "{}",
                0,
                alerts.stream().map(Sent::report).collect(Collectors.toList()),
                "",
                new Delivery.RawBody("0".repeat(64), 0, new byte[0]));
    }
}
