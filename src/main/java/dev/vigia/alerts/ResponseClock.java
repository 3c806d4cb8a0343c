package dev.vigia.alerts;

import java.time.Duration;
import java.time.Instant;

/// Until when somebody has to have responded, as the runbook says.
public record ResponseClock(Duration responseTime, Instant due) {

    /// Negative when overdue.
    public Duration left(Instant now) {
        return Duration.between(now, due);
    }
}
