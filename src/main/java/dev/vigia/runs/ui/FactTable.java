package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.MetricText;

/// Names and what they are, a row each. Everything is text, whatever the run put in it.
class FactTable extends NativeTable {

    private final NativeTableBody body = new NativeTableBody();

    /// @param caption says what the rows are, to those who cannot see it
    FactTable(String caption) {
        addClassName("run-facts");
        getElement().setAttribute("aria-label", caption);
        add(body);
    }

    void row(String name, Component... what) {
        var head = new NativeTableHeaderCell();
        head.getElement().setAttribute("scope", "row");
        head.setText(name);
        head.setTitle(name);
        var cell = new NativeTableCell();
        cell.add(what);
        body.add(new NativeTableRow(head, cell));
    }

    /// A value that may be as long as MLflow lets it be: long ones are folded.
    void value(String name, String text) {
        row(name, LongText.of(text));
    }

    void number(String name, double value) {
        var shown = new Span(MetricText.of(value));
        shown.addClassName("num");
        shown.setTitle(Double.toString(value));
        row(name, shown);
    }
}
