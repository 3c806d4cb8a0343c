package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;

/// A small dialog with one question.
final class Ask {

    private Ask() {}

    /// @param does the word on the button, a verb
    static void with(String does, Component question, Runnable onYes) {
        var dialog = new Dialog(question);
        dialog.setWidth("min(420px, 92vw)");
        var yes = new Button(does, click -> {
            dialog.close();
            onYes.run();
        });
        yes.addThemeNames("primary");
        yes.addClickShortcut(Key.ENTER);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), yes);
        dialog.open();
    }
}
