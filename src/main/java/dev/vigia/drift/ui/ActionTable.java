package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.DriftAction;
import dev.vigia.platform.ui.StatusBadge;
import java.util.List;

/// What to do at which share, with the present row marked.
class ActionTable extends Div {

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
        addClassNames("card", "projects-table", "drift-actions");
        var table = new NativeTable();
        table.getHead()
                .add(new NativeTableRow(
                        new NativeTableHeaderCell("Drifted columns"), new NativeTableHeaderCell("What to do")));
        for (Advice advice : ADVICE) {
            var share = new NativeTableHeaderCell(new Span(advice.share()));
            share.getElement().setAttribute("scope", "row");
            var row = new NativeTableRow(share);
            // One element, for on a phone the cell is a grid.
            var advised = new Span();
            var what = new NativeTableCell(advised);
            what.getElement().setAttribute("data-title", "What to do");
            if (advice.action() == present) {
                row.addClassName("present");
                row.getElement().setAttribute("aria-current", "true");
                advised.add(new StatusBadge(DriftWords.tone(present), "Now"));
            }
            advised.add(new Span(advice.whatToDo()));
            row.add(what);
            table.getBody().add(row);
        }
        add(new H2("What to do"), table);
        if (present == DriftAction.UNKNOWN) {
            var why = new Div(new StatusBadge(DriftWords.tone(present), "Now: unknown"));
            why.add(new Span("The report does not tell the share, so none of the rows can be marked."));
            why.addClassName("drift-unknown");
            add(why);
        }
    }
}
