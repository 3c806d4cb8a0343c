package dev.vigia.drift.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.vigia.drift.DriftAction;
import dev.vigia.drift.DriftHistory;
import dev.vigia.drift.DriftReport;
import dev.vigia.drift.DriftReportId;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.ui.FirstProject;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the data of a project has moved: the latest report or the one in the address, and all before it.
@Route(DriftNavigation.PATH + "/:" + DriftNavigation.PROJECT + "?")
@Menu(title = "Drift", order = 45, icon = "drift")
@PermitAll
class DriftView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final int PAGE = 50;
    private static final int DRAWN = 1_000;

    private final DriftHistory history;
    private final Projects projects;
    private final Map<ProjectKey, Chip> chips = new LinkedHashMap<>();
    private final Div page = new Div();
    private @Nullable Project project;
    private @Nullable DriftReportId asked;

    /// What is on the page, so that news of other projects or of nothing leaves it alone.
    private @Nullable DriftReportId newest;

    DriftView(DriftHistory history, Projects projects, ChangeTicker ticker) {
        this.history = history;
        this.projects = projects;
        addClassNames("screen", "drift");
        var bar = new ScreenBar("Drift");
        for (Project one : projects.all()) {
            var chip = new Chip(one.name(), () -> DriftNavigation.to(one.key()));
            chips.put(one.key(), chip);
            bar.chips(chip);
        }
        page.addClassName("page");
        add(bar, page);
        LiveUpdates.on(
                this,
                ticker,
                topic -> project != null && topic.equals(DriftHistory.topic(project.key())),
                this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var key = event.getRouteParameters().get(DriftNavigation.PROJECT).orElse(null);
        project = key == null
                ? projects.all().stream().findFirst().orElse(null)
                : find(key).orElseThrow(() -> new NotFoundException("No such project"));
        asked = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(DriftNavigation.REPORT)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> new DriftReportId(Long.parseLong(text)))
                .orElse(null);
        chips.forEach((one, chip) -> chip.setSelected(project != null && one.equals(project.key())));
        show();
    }

    @Override
    public String getPageTitle() {
        return (project == null ? "Drift" : project.name() + " – Drift") + " – Vigía";
    }

    private Optional<Project> find(String key) {
        try {
            return projects.find(new ProjectKey(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whoever reads one report is not taken away from it.
    private void refresh() {
        var shown = project;
        if (shown != null
                && asked == null
                && !history.latest(shown.key()).map(share -> share.id()).equals(Optional.ofNullable(newest))) {
            show();
        }
    }

    private void show() {
        page.removeAll();
        var of = project;
        if (of == null) {
            page.add(FirstProject.gives("Vigía keeps the reports of drift that are sent for a project."));
            return;
        }
        var key = of.key();
        var troubles = history.troubles(key);
        if (!troubles.isEmpty()) {
            page.add(new ArtifactTroubles(key, troubles));
        }
        var shares = history.newest(key, DRAWN);
        newest = history.latest(key).map(share -> share.id()).orElse(null);
        if (newest == null) {
            page.add(NoDrift.of(key));
            return;
        }
        var wanted = asked == null ? newest : asked;
        var report = history.find(key, wanted).orElseThrow(() -> new NotFoundException("No such report"));
        var top = new Div(
                new ReportCard(key, report, wanted.equals(newest)), new ActionTable(DriftAction.of(report.share())));
        top.addClassName("drift-top");
        page.add(top, new DriftTrend(key, shares));
        columns(report);
        if (report.html()) {
            page.add(new ReportFrame(key, report));
        }
        var all = new ReportsTable(key, wanted);
        more(key, all, null);
        page.add(all);
    }

    private void columns(DriftReport report) {
        var columns = history.columns(report.id());
        if (!columns.isEmpty()) {
            page.add(new ColumnsTable(columns));
        }
    }

    private void more(ProjectKey key, ReportsTable table, @Nullable String cursor) {
        var found = history.page(key, PAGE, cursor);
        var next = found.next();
        table.add(found.reports(), next == null ? null : () -> more(key, table, next));
    }
}
