package dev.vigia.demo;

import dev.vigia.alerts.AlertReport;
import dev.vigia.alerts.AlertSource;
import dev.vigia.alerts.Delivery;
import dev.vigia.alerts.LabelMatchers;
import dev.vigia.alerts.LabelMatchers.Matcher;
import dev.vigia.alerts.LabelMatchers.Operator;
import dev.vigia.alerts.Silence;
import dev.vigia.projects.SourceFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Stands for the Alertmanager that was recorded: answers what that one answered at the end of the day, and keeps
/// silences as that one would have, so that making one can be tried.
@Component
@Primary
@ConditionalOnBooleanProperty("vigia.demo")
class DemoAlertmanager implements AlertSource {

    /// As in the deliveries' `cluster`.
    static final String CLUSTER = "production";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Status(List<String> inhibitedBy) {}

    private record Alert(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant updatedAt,
            String generatorURL,
            Status status) {}

    private record Condition(String name, String value) {}

    private record Silenced(
            String id, List<Condition> matchers, Instant startsAt, Instant endsAt, String createdBy, String comment) {}

    private final List<Alert> alerts;
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private final Clock clock;

    DemoAlertmanager(DayMark mark, Clock clock) {
        this.clock = clock;
        this.alerts = List.of(JSON.readValue(mark.day().answer("/api/v2/alerts"), Alert[].class));
        for (var silenced : JSON.readValue(mark.day().answer("/api/v2/silences"), Silenced[].class)) {
            silences.put(silenced.id(), silence(silenced));
        }
    }

    private static Silence silence(Silenced silenced) {
        return new Silence(
                silenced.id(),
                CLUSTER,
                new LabelMatchers(silenced.matchers().stream()
                        .map(condition -> Matcher.of(condition.name(), Operator.EQUAL, condition.value()))
                        .toList()),
                silenced.startsAt(),
                silenced.endsAt(),
                silenced.createdBy(),
                silenced.comment(),
                Silence.Phase.ACTIVE);
    }

    @Override
    public List<String> clusters() {
        return List.of(CLUSTER);
    }

    @Override
    public synchronized List<KnownAlert> alerts(String cluster) throws SourceFailure {
        known(cluster);
        return alerts.stream()
                .map(alert -> {
                    var silencedBy = silences.values().stream()
                            .filter(silence ->
                                    isActive(silence) && silence.matchers().matches(alert.labels()))
                            .map(Silence::id)
                            .toList();
                    return new KnownAlert(
                            new AlertReport(
                                    false,
                                    sorted(alert.labels()),
                                    sorted(alert.annotations()),
                                    alert.startsAt(),
                                    null,
                                    alert.generatorURL()),
                            alert.updatedAt(),
                            silencedBy,
                            alert.status().inhibitedBy(),
                            List.of());
                })
                .toList();
    }

    @Override
    public synchronized List<Silence> silences(String cluster) throws SourceFailure {
        known(cluster);
        return silences.values().stream()
                .map(silence -> with(silence, silence.id(), silence.endsAt()))
                .toList();
    }

    /// Other matchers make another silence and end the old one, as there.
    @Override
    public synchronized String save(Silence silence) throws SourceFailure {
        known(silence.cluster());
        var before = silences.get(silence.id());
        if (before != null && before.matchers().text().equals(silence.matchers().text()) && isActive(before)) {
            silences.put(before.id(), with(silence, before.id(), silence.endsAt()));
            return before.id();
        }
        if (before != null) {
            expire(silence.cluster(), before.id());
        }
        var id = UUID.randomUUID().toString();
        silences.put(id, with(silence, id, silence.endsAt()));
        return id;
    }

    @Override
    public synchronized void expire(String cluster, String id) throws SourceFailure {
        known(cluster);
        var silence = silences.get(id);
        if (silence == null) {
            throw new SourceFailure("alertmanager-answer", "The Alertmanager knows no silence " + id + ".", null);
        }
        silences.put(id, with(silence, id, clock.instant()));
    }

    private Silence with(Silence silence, String id, Instant endsAt) {
        var now = clock.instant();
        return new Silence(
                id,
                CLUSTER,
                silence.matchers(),
                silence.startsAt(),
                endsAt,
                silence.createdBy(),
                silence.comment(),
                endsAt.isAfter(now) ? Silence.Phase.ACTIVE : Silence.Phase.EXPIRED);
    }

    private boolean isActive(Silence silence) {
        return silence.endsAt().isAfter(clock.instant());
    }

    private static void known(String cluster) throws SourceFailure {
        if (!cluster.equals(CLUSTER)) {
            throw new SourceFailure("alertmanager-unknown", "The demo has one Alertmanager, " + CLUSTER + ".", null);
        }
    }

    private static SortedMap<String, String> sorted(Map<String, String> texts) {
        var sorted = Delivery.sorted();
        sorted.putAll(texts);
        return sorted;
    }
}
