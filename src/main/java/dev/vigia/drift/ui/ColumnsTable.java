package dev.vigia.drift.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.vigia.drift.ColumnDrift;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says of each column, those that drifted first.
class ColumnsTable extends RowTable {

    private static final int FIRST = 100;
    private static final List<String> HEADS = List.of("Verdict", "Score", "Threshold", "Method", "Type");

    private final List<ColumnDrift> columns;

    ColumnsTable(List<ColumnDrift> columns) {
        super("Column", HEADS);
        // Stable: within a verdict they stay as the report has them.
        this.columns = columns.stream()
                .sorted(Comparator.comparingInt(column -> rank(column.drifted())))
                .toList();
        addClassName("drift-columns");
        addComponentAsFirst(new H2("Columns"));
        show(FIRST);
    }

    private void show(int most) {
        this.columns.stream().limit(most).skip(rows()).forEach(this::show);
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

    private void show(ColumnDrift column) {
        var name = new Div(new Span(column.column()));
        if (!column.note().isBlank()) {
            var note = new Div(column.note());
            note.addClassName("secondary");
            name.add(note);
        }
        row(
                name,
                List.of(
                        verdict(column.drifted()),
                        new Span(DriftWords.number(column.score())),
                        new Span(DriftWords.number(column.threshold())),
                        new Span(DriftWords.method(column.method())),
                        new Span(DriftWords.type(column.type()))));
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
