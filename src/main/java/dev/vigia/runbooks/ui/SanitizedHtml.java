package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// Puts a block's HTML into the page as it is: the library sanitizes all of it.
final class SanitizedHtml {

    private SanitizedHtml() {}

    static Div of(String html) {
        var text = new Div();
        text.addClassName("runbook-text");
        text.getElement().setProperty("innerHTML", html);
        return text;
    }

    static Span inline(String html) {
        var text = new Span();
        text.getElement().setProperty("innerHTML", html);
        return text;
    }
}
