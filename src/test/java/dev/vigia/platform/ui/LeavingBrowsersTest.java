package dev.vigia.platform.ui;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.ErrorEvent;
import dev.vigia.platform.EcsLines;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeavingBrowsersTest {

    private static final String PUSHER = "org.atmosphere.cpr.AsynchronousProcessor";

    private final LeavingBrowsers leaving = new LeavingBrowsers();

    @AfterEach
    void remove() {
        leaving.remove();
    }

    @Test
    void saysNothingOfABrowserThatLeftWhileItWasPushedTo() {
        try (var lines = EcsLines.of(PUSHER)) {
            pusherFails(
                    new NullPointerException(
                            "Cannot invoke \"org.atmosphere.cpr.AtmosphereResource.getResponse()\" because \"resource\" is null"));
            pusherFails(new IllegalStateException(
                    "Message will not be sent because the WebSocket session has been closed"));
            pusherFails(new IOException("Broken pipe"));
            assertThat(lines.text()).isEmpty();
        }
    }

    @Test
    void saysWhatElseThePusherComplainsOf() {
        try (var lines = EcsLines.of(PUSHER)) {
            pusherFails(new NullPointerException("Cannot invoke \"Object.toString()\" because \"x\" is null"));
            pusherFails(new IllegalStateException("No such handler"));
            pusherFails(null);
            LoggerFactory.getLogger(PUSHER).error("Something else", new IOException("Broken pipe"));
            assertThat(lines.all()).hasSize(4);
        }
    }

    /// Those of other applications in this JVM stay.
    @Test
    void endsWithItsApplication() {
        assertThat(listening()).contains(leaving);
        leaving.remove();
        assertThat(listening()).doesNotContain(leaving);
    }

    private static List<TurboFilter> listening() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList();
    }

    @Test
    void callsNoFailureOfAScreenWhatIsTheEndOfAConnection() {
        try (var lines = EcsLines.of(FailureNotice.class.getName())) {
            var notice = new FailureNotice();
            notice.error(new ErrorEvent(new ClientAbortException(new IOException("Broken pipe"))));
            notice.error(new ErrorEvent(new UIDetachedException()));
            assertThat(lines.text()).isEmpty();
            notice.error(new ErrorEvent(new IllegalStateException("ours")));
            assertThat(lines.all()).hasSize(1);
        }
    }

    private static void pusherFails(Throwable failure) {
        LoggerFactory.getLogger(PUSHER).error("Failed to cancel resource: {}", "08d97c3b", failure);
    }
}
