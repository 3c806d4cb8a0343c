package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.ColumnDrift;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says of each column, those that drifted first.
class ColumnsTable extends Div {

    private static final int FIRST = 100;
    private static final List<String> HEADS = List.of("Verdict", "Score", "Threshold", "Method", "Type");

    private final NativeTable table = new NativeTable();
    private final List<ColumnDrift> columns;

    ColumnsTable(List<ColumnDrift> columns) {
        // Stable: within a verdict they stay as the report has them.
        this.columns = columns.stream()
                .sorted(Comparator.comparingInt(column -> rank(column.drifted())))
                .toList();
        addClassNames("card", "projects-table", "drift-columns");
        var head = new NativeTableRow(new NativeTableHeaderCell("Column"));
        HEADS.forEach(title -> head.add(new NativeTableHeaderCell(title)));
        table.getHead().add(head);
        add(new H2("Columns"), table);
        show(FIRST);
    }

    private void show(int most) {
        this.columns.stream()
                .limit(most)
                .skip(table.getBody().getRows().size())
                .forEach(column -> table.getBody().add(row(column)));
        if (most < columns.size()) {
            var all = new NativeButton("Show all " + columns.size());
            all.addClassName("button");
            all.addClickListener(_ -> {
                all.removeFromParent();
                show(columns.size());
            });
            add(all);
        }
    }

    private static int rank(@Nullable Boolean drifted) {
        return drifted == null ? 1 : drifted ? 0 : 2;
    }

    private static NativeTableRow row(ColumnDrift column) {
        var name = new NativeTableHeaderCell(new Span(column.column()));
        name.getElement().setAttribute("scope", "row");
        if (!column.note().isBlank()) {
            var note = new Div(column.note());
            note.addClassName("secondary");
            name.add(note);
        }
        var row = new NativeTableRow(name);
        var values = List.<Component>of(
                verdict(column.drifted()),
                new Span(DriftWords.number(column.score())),
                new Span(DriftWords.number(column.threshold())),
                new Span(DriftWords.method(column.method())),
                new Span(DriftWords.type(column.type())));
        for (int i = 0; i < values.size(); i++) {
            var cell = new NativeTableCell(values.get(i));
            cell.getElement().setAttribute("data-title", HEADS.get(i));
            row.add(cell);
        }
        return row;
    }

    private static Component verdict(@Nullable Boolean drifted) {
        if (drifted == null) {
            var unknown = new StatusBadge(Tone.UNKNOWN, "unknown");
            unknown.setTitle("The score and the threshold of this method alone do not tell");
            return unknown;
        }
        if (drifted) {
            return new StatusBadge(Tone.WARN, "drifted");
        }
        var quiet = new Span("no drift");
        quiet.addClassName("quiet");
        return quiet;
    }
}
