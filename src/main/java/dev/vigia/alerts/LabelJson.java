package dev.vigia.alerts;

import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Labels and annotations as they are stored.
final class LabelJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private LabelJson() {}

    static String write(Map<String, String> texts) {
        return texts.isEmpty() ? "{}" : JSON.writeValueAsString(texts);
    }

    static SortedMap<String, String> read(String json) {
        var texts = Delivery.sorted();
        try {
            texts.putAll(JSON.readValue(json, TEXTS));
        } catch (JacksonException e) {
            throw new IllegalStateException("Labels were stored that cannot be read", e);
        }
        return texts;
    }
}
