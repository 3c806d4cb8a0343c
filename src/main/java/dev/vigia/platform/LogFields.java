package dev.vigia.platform;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Fields of every line that this thread logs until they are closed; then it is as before.
public final class LogFields implements AutoCloseable {

    private final Map<String, @Nullable String> before = new HashMap<>();

    private LogFields(Map<String, String> fields) {
        fields.forEach((name, value) -> {
            before.put(name, MDC.get(name));
            MDC.put(name, value);
        });
    }

    /// @param fields by names as in [LogLine]
    public static LogFields of(Map<String, String> fields) {
        return new LogFields(fields);
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value == null) {
                MDC.remove(name);
            } else {
                MDC.put(name, value);
            }
        });
    }
}
