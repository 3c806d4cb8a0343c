package dev.vigia.notify.channels;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects whose fields keep their order.
final class Json {

    private Json() {}

    /// @param fields name, value, name, value …
    static Map<String, @Nullable Object> object(@Nullable Object... fields) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return object;
    }
}
