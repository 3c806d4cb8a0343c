package dev.vigia.alerts;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a delivery says about one alert.
///
/// @param labels in the order of the names' bytes, as [Delivery#sorted()] makes them
/// @param startsAt null if the sender does not say
/// @param endsAt null while it fires
/// @param generatorUrl as it came; not to be trusted as an address
public record AlertReport(
        boolean resolved,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String generatorUrl) {}
