package dev.vigia.demo;

import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftSubmission;
import dev.vigia.projects.ProjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reports of drift that the real Evidently made, sent as if by a nightly job of the last weeks.
@Component
@ConditionalOnBooleanProperty("vigia.demo")
class DemoDrift {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDrift.class);
    private static final String FOLDER = "/demo/drift/";

    /// Lately, rather than exactly a number of days before the start.
    private static final Duration SINCE_LAST_NIGHT = Duration.ofHours(5);

    private final DriftHistory history;
    private final Clock clock;

    DemoDrift(DriftHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /// @param days before the start
    /// @param page whether Evidently's page comes with it
    record Entry(
            String name, String project, int days, @Nullable String version, boolean page) {}

    @EventListener
    void on(ApplicationReadyEvent ready) {
        try (var index = open("index.json")) {
            List<Entry> entries = JsonMapper.shared().readValue(index, new TypeReference<>() {});
            var without = entries.stream()
                    .map(entry -> new ProjectKey(entry.project()))
                    .distinct()
                    .filter(project -> history.latest(project).isEmpty())
                    .collect(Collectors.toSet());
            for (Entry entry : entries) {
                if (without.contains(new ProjectKey(entry.project()))) {
                    send(entry);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The demo's reports of drift could not be sent", e);
        }
    }

    private void send(Entry entry) throws IOException {
        try (var json = open(entry.name() + ".json")) {
            history.file(new DriftSubmission(
                    new ProjectKey(entry.project()),
                    json.readAllBytes(),
                    entry.page() ? page(entry) : null,
                    null,
                    entry.version(),
                    clock.instant().minus(SINCE_LAST_NIGHT).minus(Duration.ofDays(entry.days())),
                    "token:nightly-drift"));
        }
    }

    private static byte[] page(Entry entry) throws IOException {
        try (var page = new GZIPInputStream(open(entry.name() + ".html.gz"))) {
            return page.readAllBytes();
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(DemoDrift.class.getResourceAsStream(FOLDER + name), name);
    }
}
