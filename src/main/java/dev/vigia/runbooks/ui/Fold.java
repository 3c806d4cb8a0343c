package dev.vigia.runbooks.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;

/// The browser's own details: unfolded without asking the server.
@Tag("details")
class Fold extends HtmlContainer {

    @Tag("summary")
    private static class Summary extends HtmlContainer {}

    Fold(String summaryHtml, Div inside, boolean unfolded) {
        addClassName("fold");
        var summary = new Summary();
        summary.add(SanitizedHtml.inline(summaryHtml));
        getElement().setAttribute("open", unfolded);
        add(summary, inside);
    }
}
