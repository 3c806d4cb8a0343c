package dev.vigia.runbooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Port: which alerts have been here, so that the library knows which of them lack a runbook.
public interface AlertsSeen {

    /// One for each name of an alert, in any order.
    List<SeenAlert> within(Duration period);

    /// @param episodes how often it fired
    record SeenAlert(String alertname, long episodes, Instant lastSeen) {}
}
