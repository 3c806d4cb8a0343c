package dev.vigia.runbooks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of the library.
public record RunbookSummary(
        String name,
        String title,
        List<String> alerts,
        @Nullable String severity,
        @Nullable Duration responseTime,
        @Nullable String owner,
        String hash,
        String origin) {}
