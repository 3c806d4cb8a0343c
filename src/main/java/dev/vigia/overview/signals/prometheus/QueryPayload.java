package dev.vigia.overview.signals.prometheus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Prometheus answers to a query, word for word.
///
/// @param warnings such as that parts of the data could not be reached
record QueryPayload(
        @Nullable String status,
        @Nullable Data data,
        @Nullable String error,
        @Nullable List<String> warnings) {

    /// @param result as the type says
    record Data(@Nullable String resultType, @Nullable JsonNode result) {}

    static QueryPayload refusing(String error) {
        return new QueryPayload("error", null, error, null);
    }
}
