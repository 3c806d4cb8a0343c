package dev.vigia.platform.security;

import java.util.Locale;

/// What an API token may do. An endpoint names what it needs: `@PreAuthorize("hasAuthority('SCOPE_read')")`.
public enum Scope {
    /// See everything.
    READ,
    /// Ask for syncs and deep checks.
    SYNC,
    /// Deliver alerts, and act on them.
    ALERTS_WRITE,
    /// Send reports of drift.
    DRIFT_WRITE,
    /// Scrape the metrics, and nothing else.
    METRICS_READ,
    /// Read deliveries word for word, take them in once more, and back up the database.
    ADMIN;

    String authority() {
        return "SCOPE_" + name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}
