package dev.vigia.integrity.ui;

import com.vaadin.flow.component.button.Button;

/// Asks the remotes for every single object of a version. The answer comes by itself when it is there.
class DeepCheckButton extends Button {

    DeepCheckButton(Runnable check) {
        super("Deep check");
        setTooltipText("Asks the remotes for every object of this version, however many");
        setDisableOnClick(true);
        addClickListener(click -> {
            check.run();
            setText("Checking…");
        });
    }
}
