package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// A screen with nothing on it: says why, and teaches the next step.
public class EmptyState extends Div {

    public EmptyState(String title, String why) {
        addClassName("empty-state");
        var ring = new Div();
        ring.addClassName("empty-ring");
        ring.getElement().setAttribute("aria-hidden", "true");
        add(ring, new H2(title), new Paragraph(why));
    }

    /// Configuration or a command to paste.
    public EmptyState withSnippet(String text) {
        add(new Snippet(text));
        return this;
    }

    public EmptyState with(Component... more) {
        add(more);
        return this;
    }
}
