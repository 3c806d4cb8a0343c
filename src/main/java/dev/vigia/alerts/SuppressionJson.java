package dev.vigia.alerts;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Suppressions as they are stored.
final class SuppressionJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SuppressionJson() {}

    static String write(Suppression suppression) {
        return JSON.writeValueAsString(suppression);
    }

    static @Nullable Suppression read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Suppression.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("A suppression was stored that cannot be read", e);
        }
    }
}
