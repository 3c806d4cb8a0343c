package dev.vigia.overview.signals;

import dev.vigia.projects.Project;
import dev.vigia.projects.Signals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a project's service does.
///
/// @param askedAt when its Prometheus last answered; null if it never did
/// @param failure why it cannot be asked; null if it can
/// @param caveat what one must know about the numbers before one believes them; null if nothing
/// @param reports in the order of the rules
public record ServiceSignals(
        Project project,
        Signals signals,
        @Nullable Instant askedAt,
        @Nullable String failure,
        @Nullable String caveat,
        List<SignalReport> reports) {

    public List<SignalReport> in(SignalReport.State state) {
        return reports.stream().filter(report -> report.state() == state).toList();
    }

    /// That of the signal that is worst off.
    public SignalReport.State worst() {
        return reports.stream()
                .map(SignalReport::state)
                .min(SignalReport.State::compareTo)
                .orElse(SignalReport.State.UNKNOWN);
    }
}
