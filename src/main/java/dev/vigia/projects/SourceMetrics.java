package dev.vigia.projects;

import dev.vigia.platform.MetricFamily;
import dev.vigia.platform.MetricSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// How old what is known of each source is, and whether it answers.
@Component
class SourceMetrics implements MetricSource {

    private final Sources sources;
    private final Clock clock;

    SourceMetrics(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public List<MetricFamily> families() {
        var up = MetricFamily.of(
                "vigia_source_up",
                "1 if the newest sync succeeded, else 0; absent before the first",
                "project",
                "source");
        var age = MetricFamily.of(
                "vigia_source_age_seconds",
                "Since the last sync that succeeded; absent before it",
                "project",
                "source");
        var stale = MetricFamily.of(
                "vigia_source_stale", "1 if it did not succeed for three intervals, or never", "project", "source");
        var now = clock.instant();
        for (SourceStatus status : sources.all()) {
            var project = status.id().project().value();
            var kind = status.id().kind().name().toLowerCase(Locale.ROOT);
            if (status.state() != SourceStatus.State.NEVER_SYNCED) {
                up.add(status.state() == SourceStatus.State.OK ? 1 : 0, project, kind);
            }
            if (status.lastGoodAt() != null) {
                age.add(Duration.between(status.lastGoodAt(), now).toMillis() / 1000.0, project, kind);
            }
            stale.add(status.stale() ? 1 : 0, project, kind);
        }
        return List.of(up, age, stale);
    }
}
