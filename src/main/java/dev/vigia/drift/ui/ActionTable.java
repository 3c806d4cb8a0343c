package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import java.util.List;

/// What to do at which share, with the present row marked.
class ActionTable extends RowTable {

    private record Advice(DriftAction action, String share, String whatToDo) {}

    private static final List<Advice> ADVICE = List.of(
            new Advice(DriftAction.WATCH, "less than 10 %", "Keep an eye on it; nothing to do at once."),
            new Advice(
                    DriftAction.LOOK,
                    "10 to 30 %",
                    "Find out within 48 hours which columns and why, and whether to train anew."),
            new Advice(
                    DriftAction.RETRAIN,
                    "more than 30 %",
                    "Train anew now; think of going back to the version before."));

    ActionTable(DriftAction present) {
        super("Drifted columns", List.of("What to do"));
        addClassName("drift-actions");
        addComponentAsFirst(new H2("What to do"));
        for (Advice advice : ADVICE) {
            var what = new Div();
            var row = row(new Span(advice.share()), List.of(what));
            if (advice.action() == present) {
                row.addClassName("present");
                row.getElement().setAttribute("aria-current", "true");
                what.add(new StatusBadge(DriftWords.tone(present), "Now"));
            }
            what.add(new Span(advice.whatToDo()));
        }
        if (present == DriftAction.UNKNOWN) {
            var why = new Div(new StatusBadge(DriftWords.tone(present), "Now: unknown"));
            why.add(new Span("The report does not tell the share, so none of the rows can be marked."));
            why.addClassName("drift-unknown");
            add(why);
        }
    }
}
