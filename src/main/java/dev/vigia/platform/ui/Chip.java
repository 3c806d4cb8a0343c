package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/// A pill that can be on or off, with an optional count.
public class Chip extends NativeButton {

    private final Span count = new Span();

    public Chip(String label, Runnable onClick) {
        addClassName("chip");
        getElement().setAttribute("type", "button");
        add(new Span(label));
        count.addClassName("chip-count");
        setSelected(false);
        addClickListener(click -> onClick.run());
    }

    public void setSelected(boolean selected) {
        getElement().setAttribute("aria-pressed", String.valueOf(selected));
    }

    public boolean isSelected() {
        return "true".equals(getElement().getAttribute("aria-pressed"));
    }

    /// @param tone colours the number if it is not zero
    public void setCount(long number, Tone tone) {
        count.setText(Long.toString(number));
        count.setClassName("chip-count");
        if (number > 0) {
            count.addClassName(tone.css());
        }
        if (count.getParent().isEmpty()) {
            add(count);
        }
    }

    public void withoutCount() {
        count.removeFromParent();
    }
}
