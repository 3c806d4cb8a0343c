package dev.vigia.platform.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;

/// A card with a small table: a row a thing, named in its first cell. On a narrow screen each row becomes a block whose
/// values stand behind the names of their columns.
public class RowTable extends Div {

    private final NativeTable table = new NativeTable();
    private final List<String> columns;

    /// @param rows what the rows are
    /// @param columns the heads of the other cells
    public RowTable(String rows, List<String> columns) {
        this.columns = List.copyOf(columns);
        addClassNames("card", "projects-table");
        var head = new NativeTableRow(new NativeTableHeaderCell(rows));
        columns.forEach(column -> head.add(new NativeTableHeaderCell(column)));
        table.getHead().add(head);
        add(table);
    }

    /// @param cells one for each column
    public final NativeTableRow row(Component name, List<? extends Component> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        var head = new NativeTableHeaderCell(name);
        head.getElement().setAttribute("scope", "row");
        var row = new NativeTableRow(head);
        for (int i = 0; i < cells.size(); i++) {
            var cell = new NativeTableCell(cells.get(i));
            cell.getElement().setAttribute("data-title", columns.get(i));
            row.add(cell);
        }
        table.getBody().add(row);
        return row;
    }

    /// `j` and `k` go from row to row, where each marks what is opened with `data-keys-row`.
    protected final void moveByKeys() {
        table.getElement().setAttribute("data-keys-list", true);
    }

    public final int rows() {
        return table.getBody().getRows().size();
    }
}
