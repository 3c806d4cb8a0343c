package dev.vigia.platform.ui;

import com.vaadin.flow.component.html.Span;

/// ✕ ! ✓ ? – in the colour of its tone, with the words it stands for as its accessible name.
public class StatusIcon extends Span {

    public StatusIcon(Tone tone, String meaning) {
        addClassNames("status-icon", tone.css());
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", meaning);
    }

    /// Beside words that already say it: drawn, not read out.
    public static Span decorative(Tone tone) {
        var icon = new Span();
        icon.addClassNames("status-icon", tone.css());
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
