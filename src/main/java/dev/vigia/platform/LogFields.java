package dev.vigia.platform;

import org.slf4j.MDC;

/// What a line of the log is about, as fields of its own. Names follow the Elastic Common Schema where it has one.
public final class LogFields {

    public static final String REQUEST = "http.request.id";
    public static final String PROJECT = "vigia.project";
    public static final String RUN = "vigia.run";
    public static final String VERSION = "vigia.version";
    public static final String ALERT = "vigia.alert";

    private LogFields() {}

    /// Until it is closed, every line of this thread has the field.
    public static MDC.MDCCloseable with(String field, Object value) {
        return MDC.putCloseable(field, String.valueOf(value));
    }
}
