package dev.vigia.runs.ui;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridMultiSelectionModel.SelectAllCheckboxVisibility;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.vigia.platform.MetricText;
import dev.vigia.platform.ui.Hash;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All runs that a query finds, fetched as they are scrolled to. Rows are known by run id, so that a refresh keeps
/// what is ticked. On a narrow screen every run is a card.
class RunGrid extends Grid<Run> {

    private static final String PILL =
            "<span class='badge ${item.tone}'><span class='status-icon ${item.tone}' aria-hidden='true'></span>"
                    + "<span class='badge-text'>${item.status}</span></span>";
    private static final String TIME = "<vigia-time datetime=${item.started} brief></vigia-time>";

    private final RunCatalog catalog;
    private final Clock clock;
    private final CallbackDataProvider<Run, Void> runs;
    private final List<Column<Run>> wide = new ArrayList<>();
    private final List<Column<Run>> roomy = new ArrayList<>();
    private final List<Column<Run>> metrics = new ArrayList<>();
    private final Column<Run> card;
    private @Nullable RunQuery query;
    private @Nullable Run open;
    private List<String> metricKeys = List.of();
    private boolean narrow;
    private boolean crowded;

    RunGrid(RunCatalog catalog, Clock clock, Consumer<Run> onOpen) {
        super(50);
        this.catalog = catalog;
        this.clock = clock;
        addClassName("run-grid");
        addThemeVariants(GridVariant.LUMO_NO_BORDER);
        setAriaLabel("Runs");
        getElement().setAttribute("data-keys-list", true);
        setMultiSort(false);
        var selection = (GridMultiSelectionModel<Run>) setSelectionMode(SelectionMode.MULTI);
        selection.setSelectAllCheckboxVisibility(SelectAllCheckboxVisibility.HIDDEN);
        card = addColumn(card()).setKey("card").setFlexGrow(1).setHeader("Run");
        columns();
        setPartNameGenerator(this::parts);
        addItemClickListener(click -> onOpen.accept(click.getItem()));
        runs = new CallbackDataProvider<>(this::fetch, asked -> (int) Math.min(size(), Integer.MAX_VALUE), Run::id);
        setDataProvider(runs);
        arrange();
    }

    void show(RunQuery next) {
        boolean otherProject = query == null || !query.project().equals(next.project());
        if (next.equals(query)) {
            return;
        }
        query = next;
        if (otherProject) {
            metricColumns();
        }
        runs.refreshAll();
        scrollToStart();
    }

    /// The data may have changed; the place in the list stays.
    void refresh() {
        if (metricKeys.isEmpty()) {
            metricColumns();
        }
        runs.refreshAll();
    }

    long size() {
        return query == null ? 0 : catalog.count(query);
    }

    void markOpen(@Nullable Run run) {
        var before = open;
        open = run;
        Stream.of(before, run).filter(Objects::nonNull).forEach(runs::refreshItem);
    }

    /// @param now a card per run instead of columns
    void setNarrow(boolean now) {
        narrow = now;
        arrange();
    }

    /// @param now a panel stands beside the list, so that there is room for the most telling columns only
    void setCrowded(boolean now) {
        crowded = now;
        arrange();
    }

    private Stream<Run> fetch(Query<Run, Void> asked) {
        return query == null
                ? Stream.<Run>empty().skip(asked.getOffset()).limit(asked.getLimit())
                : catalog.slice(query, asked.getOffset(), asked.getLimit()).stream();
    }

    private void columns() {
        wide.add(addColumn(LitRenderer.<Run>of("<span class='run-name'>${item.name}</span>"
                                + "${item.deleted ? html`<span class='badge warn'>deleted</span>` : ''}")
                        .withProperty("name", Run::name)
                        .withProperty("deleted", Run::deleted))
                .setKey("name")
                .setHeader("Run")
                .setWidth("140px")
                .setFlexGrow(3)
                .setTooltipGenerator(Run::name));
        wide.add(fixed("id", "Id", "78px", hash("run id", run -> run.id().value())));
        wide.add(fixed(
                        "version",
                        "Version",
                        "84px",
                        LitRenderer.<Run>of(
                                        "<span class='${item.version ? 'run-version' : 'absent'}'>${item.version || '–'}</span>")
                                .withProperty("version", run -> run.version() == null ? "" : run.version()))
                .setTooltipGenerator(Run::version));
        wide.add(fixed("status", "Status", "102px", pill()));
        roomy.add(addColumn(Run::experiment)
                .setKey("experiment")
                .setHeader("Experiment")
                .setWidth("112px")
                .setFlexGrow(1)
                .setTooltipGenerator(Run::experiment));
        wide.add(fixed("started", "Started", "70px", started(LitRenderer.of(TIME))));
        roomy.add(fixed(
                "duration",
                "Took",
                "104px",
                LitRenderer.<Run>of("<span class='num'>${item.took}</span>")
                        .withProperty("took", run -> RunWords.duration(run, clock))));
        roomy.add(addColumn(run -> run.user() == null ? "–" : run.user())
                .setKey("user")
                .setHeader("By")
                .setWidth("80px")
                .setFlexGrow(0));
        roomy.add(fixed("params", "Params", "84px", hash("params hash", Run::paramsHash)));
    }

    private Column<Run> fixed(String key, String head, String width, LitRenderer<Run> renderer) {
        return addColumn(renderer).setKey(key).setHeader(head).setWidth(width).setFlexGrow(0);
    }

    private void metricColumns() {
        metrics.forEach(this::removeColumn);
        metrics.clear();
        var sample = query == null ? List.<Run>of() : catalog.slice(query, 0, 100);
        metricKeys = MetricColumns.of(sample);
        for (String key : metricKeys) {
            int decimals = MetricColumns.decimals(key, sample);
            var head = new Span(MetricColumns.head(key));
            head.setTitle(key);
            metrics.add(addColumn(LitRenderer.<Run>of("<span class='num' title=${item.whole}>${item.value}</span>")
                            .withProperty("value", run -> figure(run, key, decimals))
                            .withProperty("whole", run -> whole(run, key)))
                    .setKey("metric:" + key)
                    .setHeader(head)
                    .setTextAlign(ColumnTextAlign.END)
                    .setWidth("78px")
                    .setFlexGrow(0));
        }
        var order = new ArrayList<Column<Run>>(List.of(card));
        Stream.of("name", "id", "version", "status", "experiment", "started", "duration", "user")
                .map(this::getColumnByKey)
                .forEach(order::add);
        order.addAll(metrics);
        order.add(getColumnByKey("params"));
        setColumnOrder(order);
        arrange();
    }

    private void arrange() {
        card.setVisible(narrow);
        wide.forEach(column -> column.setVisible(!narrow));
        roomy.forEach(column -> column.setVisible(!narrow && !crowded));
        for (int i = 0; i < metrics.size(); i++) {
            metrics.get(i).setVisible(!narrow && (!crowded || i < 2));
        }
        setClassName("cards", narrow);
    }

    private LitRenderer<Run> card() {
        return started(LitRenderer.<Run>of("<div class='run-card'>"
                        + "<div class='run-card-top'><span class='run-name'>${item.name}</span>" + PILL + "</div>"
                        + "<div class='run-card-line'><span class='mono'>${item.id}</span>"
                        + "${item.version ? html`<span class='run-version'>${item.version}</span>` : ''}"
                        + "<span class='run-card-end'>" + TIME + " · ${item.took}</span></div>"
                        + "<div class='run-card-line'><span>${item.experiment}</span>"
                        + "<span class='run-card-end num'>${item.metrics}</span></div></div>"))
                .withProperty("name", Run::name)
                .withProperty("id", run -> run.id().abbreviated())
                .withProperty("version", run -> run.version() == null ? "" : run.version())
                .withProperty("experiment", run -> run.experiment() + (run.deleted() ? " · deleted" : ""))
                .withProperty("took", run -> RunWords.duration(run, clock))
                .withProperty("tone", run -> RunWords.tone(run.status()).css())
                .withProperty("status", run -> RunWords.status(run.status()))
                .withProperty("metrics", this::firstMetrics);
    }

    private String firstMetrics(Run run) {
        return metricKeys.stream()
                .limit(2)
                .filter(run.metrics()::containsKey)
                .map(key -> MetricColumns.head(key) + " " + metric(run, key))
                .collect(Collectors.joining(" · "));
    }

    private static LitRenderer<Run> pill() {
        return LitRenderer.<Run>of(PILL)
                .withProperty("tone", run -> RunWords.tone(run.status()).css())
                .withProperty("status", run -> RunWords.status(run.status()));
    }

    private static LitRenderer<Run> started(LitRenderer<Run> renderer) {
        return renderer.withProperty("started", run -> Objects.toString(run.startedAt(), ""));
    }

    private static LitRenderer<Run> hash(String what, Function<Run, String> full) {
        return LitRenderer.<Run>of("<button type='button' class='hash' data-copy=${item.full} "
                        + "title='${item.full} – click copies' aria-label='Copy " + what + " ${item.short}'>"
                        + "${item.short}</button>")
                .withProperty("full", full::apply)
                .withProperty("short", run -> Hash.shorten(full.apply(run)));
    }

    private static String metric(Run run, String key) {
        var value = run.metrics().get(key);
        return value == null ? "–" : MetricText.of(value);
    }

    private static String figure(Run run, String key, int decimals) {
        var value = run.metrics().get(key);
        return value == null ? "–" : MetricText.figure(value, decimals);
    }

    private static String whole(Run run, String key) {
        var value = run.metrics().get(key);
        return value == null ? key : key + " = " + value;
    }

    private @Nullable String parts(Run run) {
        var parts = new ArrayList<String>(2);
        if (open != null && open.id().equals(run.id())) {
            parts.add("open-row");
        }
        if (run.deleted()) {
            parts.add("deleted-row");
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }
}
