package dev.vigia.kpi.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.vigia.kpi.KpiDecisions;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.Viewport;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.ui.FirstProject;
import dev.vigia.runs.ui.RunNavigation;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the numbers of a project go: a chart a KPI with its limits and its baseline, and the table of its runs under
/// them.
@Route(KpiNavigation.PATH)
@Menu(title = "KPIs", order = 35, icon = "kpis")
@PermitAll
class KpisView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private final Projects projects;
    private final KpiHistory history;
    private final KpiDecisions decisions;
    private final KpiRows rows;
    private final AuthenticationContext authentication;
    private final Map<ProjectKey, Chip> chips = new LinkedHashMap<>();
    private final Chip byVersion = new Chip("By version", () -> go(state().withAxis(KpiState.Axis.VERSION)));
    private final Chip byTime = new Chip("By time", () -> go(state().withAxis(KpiState.Axis.TIME)));
    private final FilterField text;
    private final Div notes = new Div();
    private final Div charts = new Div();
    private final KpiTable table;
    private final Div runs = new Div();
    private final Map<String, KpiCard> cards = new LinkedHashMap<>();
    private KpiState state = new KpiState(null, KpiState.Axis.VERSION, null, "");
    private @Nullable ProjectKey shown;

    KpisView(
            Projects projects,
            KpiHistory history,
            KpiDecisions decisions,
            KpiRows rows,
            AuthenticationContext authentication,
            ChangeTicker ticker) {
        this.projects = projects;
        this.history = history;
        this.decisions = decisions;
        this.rows = rows;
        this.authentication = authentication;
        addClassNames("screen", "kpis");
        text = new FilterField("Filter runs by name, id, version…", typed -> go(state.withText(typed)));
        table = new KpiTable(rows, this::open);
        var bar = new ScreenBar("KPIs");
        for (Project project : projects.all()) {
            var chip = new Chip(project.name(), () -> go(state.withProject(project.key())));
            chips.put(project.key(), chip);
            bar.chips(chip);
        }
        if (chips.size() > 1) {
            bar.chips(new Chip(
                    KpiNavigation.ALL_PROJECTS, () -> getUI().ifPresent(ui -> ui.navigate(KpiProjectsView.class))));
        }
        var baseline = new Button("Baseline…", click -> baseline(null));
        baseline.setVisible(mayEdit());
        bar.tools(byVersion, byTime, baseline);
        add(bar);
        if (projects.all().isEmpty()) {
            add(FirstProject.gives(
                    "Vigía keeps the KPIs of every finished run and holds them against limits and a" + " baseline."));
            return;
        }
        notes.addClassName("kpi-notes");
        charts.addClassName("kpi-charts");
        runs.addClassNames("card", "kpi-runs");
        var head = new Div(new H2("Runs"), text, exports());
        head.addClassName("kpi-runs-head");
        runs.add(head, table);
        add(notes, charts, runs);
        LiveUpdates.on(this, ticker, this::concerns, this::refresh);
        Viewport.onNarrow(this, table::setNarrow);
    }

    private KpiState state() {
        return state;
    }

    private boolean mayEdit() {
        return authentication.hasRole("ADMIN");
    }

    private String me() {
        return authentication.getPrincipalName().orElse("nobody");
    }

    private boolean concerns(String topic) {
        return project().filter(key -> topic.equals(KpiHistory.topic(key))).isPresent();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        state = KpiState.of(event.getLocation().getQueryParameters());
        chips.forEach(
                (key, chip) -> chip.setSelected(project().filter(key::equals).isPresent()));
        byVersion.setSelected(state.axis() == KpiState.Axis.VERSION);
        byTime.setSelected(state.axis() == KpiState.Axis.TIME);
        text.setValue(state.text());
        refresh();
    }

    @Override
    public String getPageTitle() {
        return "KPIs" + project().map(key -> " of " + key).orElse("") + " – Vigía";
    }

    private Optional<ProjectKey> project() {
        var asked = state.project();
        return asked != null && projects.find(asked).isPresent()
                ? Optional.of(asked)
                : projects.all().stream().findFirst().map(Project::key);
    }

    private void go(KpiState next) {
        getUI().ifPresent(ui -> ui.navigate(KpiNavigation.PATH, next.parameters()));
    }

    private void refresh() {
        project().ifPresent(this::show);
    }

    private void show(ProjectKey key) {
        var all = history.status(key);
        var measured = all.stream().filter(status -> status.latest() != null).toList();
        var alone = measured.stream()
                .filter(status -> status.kpi().name().equals(state.kpi()))
                .toList();
        var visible = alone.isEmpty() ? measured : alone;
        if (!key.equals(shown)) {
            shown = key;
            cards.clear();
        }
        notes.removeAll();
        note(key, all, measured);
        charts.removeAll();
        charts.setClassName("kpi-one", !alone.isEmpty());
        visible.forEach(status -> charts.add(card(key, status, !alone.isEmpty())));
        runs.setVisible(!measured.isEmpty());
        table.show(key, state.text(), measured);
    }

    private KpiCard card(ProjectKey key, KpiStatus status, boolean alone) {
        var name = status.kpi().name();
        var known = cards.containsKey(name);
        var card = cards.computeIfAbsent(name, _ -> new KpiCard(key, status, () -> rules(key, name)));
        card.show(status, state.axis(), alone);
        if (known) {
            card.refresh();
        }
        return card;
    }

    private void note(ProjectKey key, List<KpiStatus> all, List<KpiStatus> measured) {
        history.staleBaselines(key).values().forEach(doubt -> {
            var doubtful = new Paragraph(doubt);
            doubtful.addClassName("kpi-stale");
            notes.add(doubtful);
        });
        if (measured.isEmpty()) {
            notes.add(new EmptyState(
                            "No KPI has a value yet",
                            "Vigía takes them from the metrics of finished runs, from the metrics files of version tags"
                                    + " and from drift reports. Log them by these names, or name yours in the settings.")
                    .withSnippet("""
                            with mlflow.start_run():
                                mlflow.log_metric("rmse", rmse)
                                mlflow.log_metric("qwk", qwk)
                                mlflow.log_metric("train_time_s", seconds)
                                mlflow.log_metric("data_drift_pct", percent)"""));
            return;
        }
        var missing = all.stream()
                .filter(status -> status.latest() == null)
                .map(status -> KpiWords.title(status.kpi()))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            var line = new Paragraph("No samples yet: " + missing + ".");
            line.addClassName("secondary");
            notes.add(line);
        }
    }

    private void rules(ProjectKey key, String name) {
        history.status(key, name)
                .ifPresent(status ->
                        new RulesDialog(decisions, key, status, state.axis(), me(), mayEdit(), this::refresh).open());
    }

    private void baseline(@Nullable KpiRow row) {
        project().ifPresent(key -> new BaselineDialog(history, decisions, key, row, me(), this::refresh).open());
    }

    /// Who may edit decides about the run here; everybody else looks at it.
    private void open(KpiRow row) {
        if (mayEdit()) {
            baseline(row);
        } else {
            project()
                    .ifPresent(key -> getUI().ifPresent(ui -> ui.getPage()
                            .setLocation(RunNavigation.toRun(key, row.run().id()))));
        }
    }

    private Span exports() {
        var exports = new Span(
                export("CSV", "kpis.csv", "text/csv;charset=utf-8", KpiExport::csv),
                export("Markdown", "kpis.md", "text/markdown;charset=utf-8", KpiExport::markdown));
        exports.addClassName("kpi-exports");
        return exports;
    }

    private interface Writing {
        void write(KpiExport export, OutputStream out) throws IOException;
    }

    private Anchor export(String label, String file, String type, Writing writing) {
        var link = new Anchor(
                (DownloadHandler) event -> {
                    var key = project().orElseThrow();
                    event.setFileName(file);
                    event.setContentType(type);
                    var measured = history.status(key).stream()
                            .filter(status -> status.latest() != null)
                            .toList();
                    try (var out = event.getOutputStream()) {
                        writing.write(new KpiExport(rows, key, state.text(), measured), out);
                    }
                },
                label);
        link.getElement().setAttribute("download", true);
        return link;
    }
}
