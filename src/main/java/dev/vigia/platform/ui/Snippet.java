package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;

/// A command or a piece of configuration, ready to be copied.
public class Snippet extends Div {

    public Snippet(String text) {
        addClassName("snippet");
        var code = new Pre(text);
        code.getElement().setAttribute("tabindex", "0");
        var copy = new NativeButton("Copy");
        copy.getElement().setAttribute("type", "button");
        copy.getElement().setAttribute("data-copy", text);
        add(code, copy);
    }
}
