package dev.vigia.integrity.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.IntegrityQuery.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The integrity table. Rows are known by project and tag, so a refresh keeps place and selection. On a phone the
/// first column alone is shown, as a card; that is up to `styles.css`.
class IntegrityGrid extends Grid<IntegrityItem> {

    private static final int PAGE = 50;

    private final IntegrityRows rows;
    private final Map<Sort, NativeButton> sorters = new HashMap<>();
    private final Consumer<Sort> onSort;
    private boolean severalProjects;
    private @Nullable RowKey selected;

    IntegrityGrid(IntegrityRows rows, Consumer<IntegrityItem> onOpen, Consumer<Sort> onSort) {
        super(PAGE);
        this.rows = rows;
        this.onSort = onSort;
        addClassName("integrity-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setAttribute("aria-label", "Versions");
        getElement().setAttribute("data-keys-list", true);

        var version = addColumn(IntegrityCells.version(() -> severalProjects))
                .setHeader(sorter("Version", Sort.TAG))
                .setWidth("170px")
                .setFlexGrow(2)
                .setRowHeader(true);
        addColumn(IntegrityCells.verdict())
                .setHeader(sorter("Verdict", Sort.PROBLEMS))
                .setWidth("190px")
                .setFlexGrow(4)
                .setTooltipGenerator(IntegrityCells::headline)
                .setPartNameGenerator(item -> "wide");
        for (CheckKind check : IntegrityWords.COLUMNS) {
            var column = addColumn(IntegrityCells.check(check))
                    .setHeader(heading(check))
                    .setTextAlign(ColumnTextAlign.CENTER)
                    .setWidth("46px")
                    .setFlexGrow(0)
                    .setTooltipGenerator(item -> IntegrityCells.reason(item, check))
                    .setPartNameGenerator(item -> "wide check");
            header(column).setPartName("check");
        }
        var run = addColumn(IntegrityCells.run())
                .setHeader("Run id")
                .setWidth("88px")
                .setFlexGrow(0)
                .setPartNameGenerator(item -> "wide run");
        header(run).setPartName("run");
        addColumn(IntegrityCells.when())
                .setHeader(sorter("When", Sort.NEWEST))
                .setWidth("72px")
                .setFlexGrow(0)
                .setPartNameGenerator(item -> "wide");
        header(version).setPartName("first");
        version.setPartNameGenerator(item -> item instanceof IntegrityItem.InOrder ? "first between" : "first");
        setPartNameGenerator(this::parts);
        setDataProvider(new Items());
        addItemClickListener(click -> onOpen.accept(click.getItem()));
    }

    /// @param several whether rows must say whose they are
    void setSeveralProjects(boolean several) {
        severalProjects = several;
    }

    void markSort(Sort sort) {
        sorters.forEach((order, button) -> button.getElement()
                .setAttribute(
                        "aria-pressed",
                        String.valueOf(order == sort || (order == Sort.NEWEST && sort == Sort.OLDEST))));
        var when = sorters.get(Sort.NEWEST);
        if (when != null) {
            when.setClassName("sorter" + (sort == Sort.OLDEST ? " oldest" : ""));
        }
    }

    void markSelected(@Nullable RowKey row) {
        var before = selected;
        selected = row;
        rows.shown(before).ifPresent(this::refresh);
        rows.shown(row).ifPresent(this::refresh);
    }

    void refresh(IntegrityItem item) {
        getDataProvider().refreshItem(item);
    }

    private String parts(IntegrityItem item) {
        return switch (item) {
            case IntegrityItem.InOrder ignored -> "between";
            case IntegrityItem.Version version -> {
                var part = version.inOrder() ? "in-order" : "problem";
                yield version.key().equals(selected) ? part + " chosen" : part;
            }
        };
    }

    private HeaderRow.HeaderCell header(Column<IntegrityItem> column) {
        return getHeaderRows().getFirst().getCell(column);
    }

    private NativeButton sorter(String label, Sort sort) {
        var button = new NativeButton(label, click -> onSort.accept(sort));
        button.addClassName("sorter");
        button.getElement().setAttribute("type", "button");
        button.setTitle("Sort by " + label.toLowerCase(Locale.ROOT));
        sorters.put(sort, button);
        return button;
    }

    private static Span heading(CheckKind check) {
        var heading = new Span(IntegrityWords.heading(check));
        heading.setTitle(IntegrityWords.name(check));
        return heading;
    }

    private final class Items extends AbstractBackEndDataProvider<IntegrityItem, Void> {

        @Override
        protected Stream<IntegrityItem> fetchFromBackEnd(Query<IntegrityItem, Void> query) {
            List<IntegrityItem> page = rows.page(query.getOffset(), query.getLimit());
            return page.stream();
        }

        @Override
        protected int sizeInBackEnd(Query<IntegrityItem, Void> query) {
            return rows.size();
        }

        @Override
        public Object getId(IntegrityItem item) {
            return item.key();
        }
    }
}
