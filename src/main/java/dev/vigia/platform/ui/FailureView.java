package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A screen that could not be opened. What went wrong is for the log; the person gets a mark to find it there by.
@ParentLayout(Shell.class)
@PermitAll
class FailureView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(FailureView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var mark = FailureMark.next();
        LOG.error("Failure {} at {}", mark, event.getLocation().getPath(), parameter.getException());
        removeAll();
        add(
                new ScreenBar("Something went wrong"),
                new EmptyState(
                                "This screen could not be opened",
                                "Try again. If it stays like this, look for " + mark + " in Vigía’s log.")
                        .with(new RouterLink("To the first screen", StartView.class)));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return "Something went wrong – Vigía";
    }
}
