package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Span;

/// A tinted pill: icon and words, never the colour alone. Text that does not fit is cut and shown whole on hover.
public class StatusBadge extends Span {

    public StatusBadge(Tone tone, String words) {
        addClassNames("badge", tone.css());
        var text = new Span(words);
        text.addClassName("badge-text");
        setTitle(words);
        add(StatusIcon.decorative(tone), text);
    }
}
