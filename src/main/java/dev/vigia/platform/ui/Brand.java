package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// The lookout's eye and the name; leads to the first screen.
class Brand extends Anchor {

    Brand() {
        super("", "");
        addClassName("brand");
        var mark = new Div();
        mark.addClassName("brand-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, new Span("Vigía"));
    }
}
