package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.html.Div;
import dev.vigia.runbooks.SafeMarkdown;

/// What a person typed in markdown, rendered and sanitized on the server.
public class MarkdownText extends Div {

    public MarkdownText(String markdown) {
        getElement().setProperty("innerHTML", SafeMarkdown.html(markdown));
    }
}
