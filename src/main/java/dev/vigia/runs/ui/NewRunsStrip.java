package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;

/// New runs come in on top and push the others down. While somebody points at a row they wait behind this strip.
class NewRunsStrip extends NativeButton {

    private final Runnable refresh;
    private boolean pointedAt;

    NewRunsStrip(Component list, Runnable refresh) {
        this.refresh = refresh;
        addClassName("changes");
        getElement().setAttribute("type", "button");
        getElement().setAttribute("aria-live", "polite");
        setVisible(false);
        addClickListener(click -> letIn());
        list.getElement().addEventListener("mouseenter", event -> pointedAt = true);
        list.getElement().addEventListener("mouseleave", event -> {
            pointedAt = false;
            if (isVisible()) {
                letIn();
            }
        });
    }

    /// @param more runs than are shown; none or fewer where runs changed or went away
    void changed(long more) {
        if (pointedAt && more != 0) {
            setText(more > 0 ? more + " new · show" : "Runs went away · refresh");
            setVisible(true);
        } else {
            letIn();
        }
    }

    void letIn() {
        setVisible(false);
        refresh.run();
    }
}
