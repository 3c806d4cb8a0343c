package dev.vigia.overview.signals;

import dev.vigia.overview.signals.ReadingStore.Reading;
import dev.vigia.overview.signals.SignalReport.State;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Door to the golden signals: how each service does now. What its Prometheus does not say now is unknown, whatever it
/// said before.
@Service
public class GoldenSignals {

    /// Moves when a number was read.
    public static final String TOPIC = "signals";

    private static final String NOT_YET = "Prometheus has not been asked yet.";

    private final Projects projects;
    private final Sources sources;
    private final ReadingStore store;
    private final SignalSource source;

    GoldenSignals(Projects projects, Sources sources, ReadingStore store, SignalSource source) {
        this.projects = projects;
        this.sources = sources;
        this.store = store;
        this.source = source;
    }

    /// Of each project that names a Prometheus, in the order of the settings.
    public List<ServiceSignals> all() {
        return projects.all().stream().map(this::of).flatMap(Optional::stream).toList();
    }

    public Optional<ServiceSignals> of(Project project) {
        return Optional.ofNullable(project.signals()).map(signals -> report(project, signals));
    }

    private ServiceSignals report(Project project, Signals signals) {
        var status = sources.find(new SourceId(project.key(), SourceKind.PROMETHEUS));
        var failure = status.isPresent() ? failure(status.get()) : NOT_YET;
        var readings = store.of(project.key());
        return new ServiceSignals(
                project,
                signals,
                status.map(SourceStatus::lastGoodAt).orElse(null),
                failure,
                source.caveat(),
                signals.rules().stream()
                        .map(rule -> report(rule, readings, failure))
                        .toList());
    }

    private static @Nullable String failure(SourceStatus status) {
        return switch (status.state()) {
            case NEVER_SYNCED -> NOT_YET;
            case FAILING -> Objects.requireNonNullElse(status.error(), "Prometheus cannot be asked.");
            case OK -> status.stale() ? "Prometheus has not been asked for three intervals." : null;
        };
    }

    private static SignalReport report(Signals.Rule rule, Map<Signal, Reading> readings, @Nullable String failure) {
        var reading = readings.get(rule.signal());
        if (reading == null || !reading.query().equals(rule.query())) {
            var why = failure == null ? "This has not been asked for yet." : failure;
            return new SignalReport(rule, State.UNKNOWN, null, null, why, Trend.NONE);
        }
        var reason = failure == null ? reading.problem() : failure;
        var number = reading.number();
        return new SignalReport(
                rule,
                reason != null || number == null ? State.UNKNOWN : State.of(rule, number),
                number,
                reading.at(),
                reason,
                reading.trend());
    }
}
