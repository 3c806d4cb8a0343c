package dev.vigia.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How asking one Alertmanager goes.
///
/// @param errorCode set while the newest try failed
public record AlertCluster(
        String name,
        @Nullable Instant lastTryAt,
        @Nullable Instant lastGoodAt,
        @Nullable String lastOutcome,
        @Nullable String errorCode,
        @Nullable String error) {}
