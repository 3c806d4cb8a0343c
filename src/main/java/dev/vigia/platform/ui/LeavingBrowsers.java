package dev.vigia.platform.ui;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

/// Keeps out of the log what is no fault of anybody: a browser that goes while it is pushed to. Atmosphere, which does
/// the pushing, calls that an error; in all else it is heard as before.
@Component
class LeavingBrowsers extends TurboFilter {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LeavingBrowsers.class);
    private static final String PUSHER = "org.atmosphere.cpr.AsynchronousProcessor";
    private static final String COMPLAINT = "Failed to cancel resource";

    LeavingBrowsers() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            setContext(log);
            setName("leaving-browsers");
            start();
            log.addTurboFilter(this);
        }
    }

    @PreDestroy
    void remove() {
        if (getContext() instanceof LoggerContext log) {
            log.getTurboFilterList().remove(this);
        }
    }

    /// Whether somebody was to be answered who had left.
    static boolean caused(Throwable failure) {
        return failure instanceof UIDetachedException
                || DisconnectedClientHelper.isClientDisconnectedException(failure);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (level != Level.ERROR
                || format == null
                || !format.startsWith(COMPLAINT)
                || !logger.getName().equals(PUSHER)
                || !isDeparture(thrown(parameters, failure))) {
            return FilterReply.NEUTRAL;
        }
        LOG.debug("A browser left while it was pushed to");
        return FilterReply.DENY;
    }

    /// Beside other parameters it is the last of them.
    private static @Nullable Throwable thrown(Object @Nullable [] parameters, @Nullable Throwable failure) {
        if (failure != null || parameters == null || parameters.length == 0) {
            return failure;
        }
        return parameters[parameters.length - 1] instanceof Throwable last ? last : null;
    }

    /// It is looked up after it was forgotten, or written to after it was closed.
    private static boolean isDeparture(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case IOException _ -> true;
            case NullPointerException e -> String.valueOf(e.getMessage()).contains("\"resource\" is null");
            case IllegalStateException e ->
                String.valueOf(e.getMessage()).contains("WebSocket session has been closed");
            default -> caused(failure);
        };
    }
}
