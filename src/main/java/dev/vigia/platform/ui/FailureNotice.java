package dev.vigia.platform.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Says so when something on an open screen fails, instead of a click that does nothing.
@Component
class FailureNotice implements VaadinServiceInitListener, ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailureNotice.class);
    private static final int SHOWN_MILLIS = 8000;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(this));
    }

    @Override
    public void error(ErrorEvent event) {
        if (LeavingBrowsers.caused(event.getThrowable())) {
            LOG.debug("A browser left before it was answered", event.getThrowable());
            return;
        }
        var mark = FailureMark.next();
        LOG.error("Failure {} on an open screen", mark, event.getThrowable());
        var ui = UI.getCurrent();
        // A screen that was closed meanwhile shows nothing any more.
        if (ui != null && ui.isAttached()) {
            ui.access(() -> Notification.show(
                    "That did not work. Try again, or look for " + mark + " in Vigía’s log.",
                    SHOWN_MILLIS,
                    Notification.Position.BOTTOM_CENTER));
        }
    }
}
