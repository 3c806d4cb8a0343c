package dev.vigia.kpi.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.MetricText;
import dev.vigia.platform.ui.Hash;
import dev.vigia.projects.ProjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of runs and their KPIs, fetched as it is scrolled; on a narrow screen every run is a card.
class KpiTable extends Grid<KpiRow> {

    private static final String TIME = "<vigia-time datetime=${item.at}></vigia-time>";

    private final KpiRows rows;
    private final CallbackDataProvider<KpiRow, Void> provider;
    private final List<Column<KpiRow>> wide = new ArrayList<>();
    private final List<Column<KpiRow>> measured = new ArrayList<>();
    private final Column<KpiRow> card;
    private @Nullable ProjectKey project;
    private String text = "";
    private List<KpiStatus> kpis = List.of();
    private List<String> columns = List.of();
    private boolean narrow;

    /// @param onOpen is given the run that was clicked
    KpiTable(KpiRows rows, Consumer<KpiRow> onOpen) {
        super(50);
        this.rows = rows;
        addClassName("kpi-table");
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setAriaLabel("Runs and their KPIs");
        getElement().setAttribute("data-keys-list", true);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(false);
        card = addColumn(card()).setHeader("Run").setFlexGrow(1);
        wide.add(column("Date", "112px", LitRenderer.<KpiRow>of(TIME).withProperty("at", KpiTable::at)));
        wide.add(addColumn(LitRenderer.<KpiRow>of("<span class='run-version'>${item.version}</span>"
                                + " ${item.mark ? html`<span class='badge neutral'>${item.mark}</span>` : ''}")
                        .withProperty("version", row -> Objects.requireNonNullElse(row.version(), ""))
                        .withProperty("mark", row -> Objects.requireNonNullElse(row.mark(), "")))
                .setHeader("Version")
                .setWidth("150px")
                .setFlexGrow(0));
        wide.add(addColumn(row -> row.run().name())
                .setHeader("Run name")
                .setWidth("130px")
                .setFlexGrow(1)
                .setTooltipGenerator(row -> row.run().name()));
        wide.add(column("Run id", "84px", hash("run id", row -> row.run().id().value())));
        wide.add(column("Params", "84px", hash("params hash", row -> row.run().paramsHash())));
        addItemClickListener(click -> onOpen.accept(click.getItem()));
        provider = new CallbackDataProvider<>(
                this::fetch,
                asked -> (int) Math.min(size(), Integer.MAX_VALUE),
                row -> row.run().id());
        setDataProvider(provider);
        arrange();
    }

    void show(ProjectKey nextProject, String nextText, List<KpiStatus> nextKpis) {
        project = nextProject;
        text = nextText;
        kpis = nextKpis;
        var names = nextKpis.stream().map(status -> status.kpi().name()).toList();
        if (!names.equals(columns)) {
            columns = names;
            measure();
        }
        provider.refreshAll();
    }

    void setNarrow(boolean now) {
        narrow = now;
        arrange();
    }

    long size() {
        return project == null ? 0 : rows.count(project, text);
    }

    private Stream<KpiRow> fetch(Query<KpiRow, Void> asked) {
        return project == null
                ? Stream.<KpiRow>empty().skip(asked.getOffset()).limit(asked.getLimit())
                : rows.slice(project, text, asked.getOffset(), asked.getLimit()).stream();
    }

    private void measure() {
        measured.forEach(this::removeColumn);
        measured.clear();
        for (var name : columns) {
            measured.add(addColumn(LitRenderer.<KpiRow>of("<span class='num ${item.tone}' title=${item.whole}>"
                                    + "${item.value} <span class='secondary'>${item.delta}</span></span>")
                            .withProperty("value", row -> value(row, name))
                            .withProperty(
                                    "whole",
                                    row -> Objects.toString(row.values().get(name), ""))
                            .withProperty("tone", row -> isBeyond(row, name) ? "kpi-beyond" : "")
                            .withProperty("delta", row -> delta(row, name)))
                    .setHeader(KpiWords.title(name))
                    .setTextAlign(ColumnTextAlign.END)
                    .setWidth("128px")
                    .setFlexGrow(0));
        }
        var order = new ArrayList<Column<KpiRow>>();
        order.add(card);
        order.addAll(wide.subList(0, wide.size() - 1));
        order.addAll(measured);
        order.add(wide.getLast());
        setColumnOrder(order);
        arrange();
    }

    private void arrange() {
        card.setVisible(narrow);
        wide.forEach(column -> column.setVisible(!narrow));
        measured.forEach(column -> column.setVisible(!narrow));
        setClassName("cards", narrow);
    }

    private KpiStatus status(String name) {
        return kpis.stream()
                .filter(status -> status.kpi().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String value(KpiRow row, String name) {
        var sample = row.values().get(name);
        return sample == null ? "–" : MetricText.of(sample.value());
    }

    private String delta(KpiRow row, String name) {
        var sample = row.values().get(name);
        var delta = sample == null ? null : status(name).delta(sample);
        return delta == null || delta == 0 ? "" : KpiWords.delta(delta);
    }

    /// Against the limits that count now.
    private boolean isBeyond(KpiRow row, String name) {
        var sample = row.values().get(name);
        return sample != null && status(name).isBeyond(sample);
    }

    private static String at(KpiRow row) {
        return Objects.toString(
                row.run().endedAt() == null ? row.run().startedAt() : row.run().endedAt(), "");
    }

    private Column<KpiRow> column(String head, String width, LitRenderer<KpiRow> renderer) {
        return addColumn(renderer).setHeader(head).setWidth(width).setFlexGrow(0);
    }

    private static LitRenderer<KpiRow> hash(String what, ValueProvider<KpiRow, String> full) {
        return LitRenderer.<KpiRow>of("<button type='button' class='hash' data-copy=${item.full} "
                        + "title='${item.full} – click copies' aria-label='Copy " + what + " ${item.short}'>"
                        + "${item.short}</button>")
                .withProperty("full", full)
                .withProperty("short", row -> Hash.shorten(full.apply(row)));
    }

    private LitRenderer<KpiRow> card() {
        return LitRenderer.<KpiRow>of("<div class='run-card'>"
                        + "<div class='run-card-top'><span class='run-name'>${item.name}</span>"
                        + "<span class='run-version'>${item.version}</span>"
                        + "${item.mark ? html`<span class='badge neutral'>${item.mark}</span>` : ''}"
                        + "<span class='run-card-end'>" + TIME + "</span></div>"
                        + "<div class='run-card-line num'>${item.values}</div></div>")
                .withProperty("name", row -> row.run().name())
                .withProperty("version", row -> Objects.requireNonNullElse(row.version(), ""))
                .withProperty("mark", row -> Objects.requireNonNullElse(row.mark(), ""))
                .withProperty("at", KpiTable::at)
                .withProperty("values", this::values);
    }

    private String values(KpiRow row) {
        return String.join(
                " · ",
                columns.stream()
                        .filter(row.values()::containsKey)
                        .map(name -> KpiWords.title(name) + " " + value(row, name)
                                + (isBeyond(row, name) ? " (beyond the limit)" : ""))
                        .toList());
    }
}
