package dev.vigia.alerts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;

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

    /// Says why something is not possible, and how it becomes possible.
    static void tell(String title, String why, Component how) {
        var dialog = new Dialog(new Paragraph(why), how);
        dialog.setHeaderTitle(title);
        dialog.setWidth("min(560px, 96vw)");
        dialog.getFooter().add(new Button("Close", click -> dialog.close()));
        dialog.open();
    }
}
