package dev.vigia.kpi.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.vigia.kpi.KpiHistory;
import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chart;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.RowTable;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.Project;
import dev.vigia.projects.Projects;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The KPIs of all projects side by side: how each stands now, and the same KPI of all of them in one chart.
@Route(KpiNavigation.PROJECTS)
@PageTitle("KPIs of all projects – Vigía")
@PermitAll
class KpiProjectsView extends Div implements AfterNavigationObserver {

    private static final String AS = "as";
    private static final String MEASURED = "measured";

    private final Projects projects;
    private final KpiHistory history;
    private final Chip ofBaseline = new Chip("Of the baseline", () -> go(QueryParameters.empty()));
    private final Chip asMeasured = new Chip("As measured", () -> go(QueryParameters.of(AS, MEASURED)));
    private final Div page = new Div();
    private final Map<String, Chart> charts = new LinkedHashMap<>();
    private boolean measured;

    KpiProjectsView(Projects projects, KpiHistory history, ChangeTicker ticker) {
        this.projects = projects;
        this.history = history;
        addClassNames("screen", "kpis", "kpis-of-projects");
        var bar = new ScreenBar("KPIs");
        for (Project project : projects.all()) {
            bar.chips(new Chip(
                    project.name(),
                    () -> getUI().ifPresent(ui -> ui.navigate(
                            KpiNavigation.PATH,
                            QueryParameters.of("project", project.key().value())))));
        }
        var all = new Chip(KpiNavigation.ALL_PROJECTS, () -> go(QueryParameters.empty()));
        all.setSelected(true);
        bar.chips(all);
        bar.tools(ofBaseline, asMeasured);
        page.addClassName("page");
        add(bar, page);
        LiveUpdates.on(this, ticker, topic -> topic.startsWith(KpiHistory.TOPICS), this::refresh);
    }

    private void go(QueryParameters parameters) {
        getUI().ifPresent(ui -> ui.navigate(KpiNavigation.PROJECTS, parameters));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        measured = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(AS)
                .filter(MEASURED::equals)
                .isPresent();
        ofBaseline.setSelected(!measured);
        asMeasured.setSelected(measured);
        charts.clear();
        show();
    }

    private void refresh() {
        show();
        charts.values().forEach(Chart::refresh);
    }

    private void show() {
        page.removeAll();
        var all = new LinkedHashMap<Project, Map<String, KpiStatus>>();
        var names = new LinkedHashMap<String, String>();
        for (Project project : projects.all()) {
            var standing = new LinkedHashMap<String, KpiStatus>();
            for (KpiStatus status : history.status(project.key())) {
                if (status.latest() != null) {
                    standing.put(status.kpi().name(), status);
                    names.putIfAbsent(status.kpi().name(), KpiWords.title(status.kpi()));
                }
            }
            all.put(project, standing);
        }
        if (names.isEmpty()) {
            page.add(new EmptyState(
                    "No KPI has a value yet", "As soon as two projects have one, they can be compared here."));
            return;
        }
        page.add(table(all, names), drawn(names));
    }

    private static RowTable table(Map<Project, Map<String, KpiStatus>> all, Map<String, String> names) {
        var table = new RowTable("Project", List.copyOf(names.values()));
        all.forEach((project, standing) -> table.row(
                new Anchor(KpiNavigation.toKpis(project.key()), project.name()),
                names.keySet().stream()
                        .map(name -> cell(project, standing.get(name)))
                        .toList()));
        return table;
    }

    private static Component cell(Project project, @Nullable KpiStatus status) {
        if (status == null) {
            return new Span("–");
        }
        var kpi = status.kpi();
        var value = new Anchor(
                KpiNavigation.toKpi(project.key(), kpi.name()),
                KpiWords.value(kpi, Objects.requireNonNull(status.latest()).value()));
        value.addClassName("num");
        var cell = new Div(value);
        cell.addClassName("kpi-cell");
        var delta = status.delta();
        if (delta != null && delta != 0) {
            var words = new Span(KpiWords.delta(delta));
            words.addClassName("secondary");
            cell.add(words);
        }
        cell.add(new StatusBadge(KpiWords.tone(status), KpiWords.state(status)));
        return cell;
    }

    private Div drawn(Map<String, String> names) {
        var drawn = new Div();
        drawn.addClassName("kpi-charts");
        names.forEach((name, title) -> {
            var card = new Div(new H2(title), charts.computeIfAbsent(name, this::chart));
            card.addClassNames("card", "kpi-card");
            card.getElement().setAttribute("data-kpi", name);
            drawn.add(card);
        });
        return drawn;
    }

    private Chart chart(String name) {
        var chart = new Chart(KpiWords.title(name) + " of all projects");
        chart.setSource(KpiNavigation.pointsOfProjects(name, !measured));
        return chart;
    }
}
