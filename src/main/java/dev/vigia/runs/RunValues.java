package dev.vigia.runs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Metrics, params and tags as they are stored: JSON objects, NaN and infinities as strings. Very large ones are
/// deflated, because H2's text ends at a million characters.
final class RunValues {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int PLAIN = 1_000_000;
    private static final String DEFLATED = "deflated:";

    private RunValues() {}

    static String json(Map<String, ?> values) {
        return values.isEmpty() ? "{}" : JSON.writeValueAsString(values);
    }

    static String stored(String json) {
        if (json.length() <= PLAIN) {
            return json;
        }
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DEFLATED + Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    static Map<String, Double> numbers(String stored) {
        return stored.equals("{}") ? Map.of() : JSON.readValue(plain(stored), NUMBERS);
    }

    static Map<String, String> texts(String stored) {
        return stored.equals("{}") ? Map.of() : JSON.readValue(plain(stored), TEXTS);
    }

    private static String plain(String stored) {
        if (!stored.startsWith(DEFLATED)) {
            return stored;
        }
        var plain = new ByteArrayOutputStream();
        try (var inflater = new InflaterOutputStream(plain)) {
            inflater.write(Base64.getDecoder().decode(stored.substring(DEFLATED.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
