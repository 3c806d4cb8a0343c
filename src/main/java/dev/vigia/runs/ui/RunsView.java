package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.Viewport;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// All runs of a project: filter, open one, compare two to five. What is shown is in the address, all of it.
@Route(RunNavigation.PATH)
@Menu(title = "Runs", order = 30, icon = "runs")
@PermitAll
class RunsView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    private final Projects projects;
    private final RunCatalog catalog;
    private final List<VersionLinks> versionLinks;
    private final Clock clock;

    private final Map<ProjectKey, Chip> chips = new LinkedHashMap<>();
    private final FilterField text;
    private final Button compare = new Button("Compare");
    private final RunFilters filters;
    private final NewRunsStrip arrivals;
    private final RunGrid grid;
    private final Div list = new Div();
    private final Div body = new Div();
    private RunsLocation location = RunsLocation.start(null);
    private String title = "Runs";
    private long shown;
    private Optional<Run> opened = Optional.empty();
    private Optional<Component> none = Optional.empty();
    private @Nullable Component beside;

    RunsView(
            Projects projects,
            RunCatalog catalog,
            ObjectProvider<VersionLinks> versionLinks,
            ChangeTicker ticker,
            Clock clock) {
        this.projects = projects;
        this.catalog = catalog;
        this.versionLinks = versionLinks.orderedStream().toList();
        this.clock = clock;
        addClassNames("screen", "runs");
        text = new FilterField("Filter runs by name, id, user…", typed -> filter(now -> now.withText(typed)));
        filters = new RunFilters(this::filter);
        grid = new RunGrid(catalog, clock, run -> go(location.withRun(run.id())));
        arrivals = new NewRunsStrip(grid, this::refresh);
        compare.addThemeNames("primary");
        compare.addClickListener(click -> go(location.withComparing(true)));
        grid.addSelectionListener(selection -> {
            if (selection.isFromClient()) {
                tick(selection.getAllSelectedItems().stream().map(Run::id).toList());
            }
        });
        list.addClassName("list");
        list.add(filters, arrivals, grid);
        body.addClassName("split");
        body.add(list);

        var bar = new ScreenBar("Runs").tools(text, compare);
        for (Project project : projects.all()) {
            var chip = new Chip(project.name(), () -> go(location.withProject(project.key())));
            chips.put(project.key(), chip);
            bar.chips(chip);
        }
        add(bar, body);
        LiveUpdates.on(this, ticker, this::concerns, this::changed);
        Viewport.onNarrow(this, grid::setNarrow);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show(RunsLocation.of(event.getLocation().getQueryParameters()));
    }

    @Override
    public String getPageTitle() {
        return title + " – Vigía";
    }

    private void show(RunsLocation next) {
        location = next;
        var key = project();
        text.setValue(next.text());
        chips.forEach(
                (other, chip) -> chip.setSelected(key.filter(other::equals).isPresent()));
        text.setVisible(key.isPresent() && !next.comparing());
        if (key.isEmpty()) {
            title = "Runs";
            compare.setVisible(false);
            list.setVisible(false);
            beside(NoRuns.withoutProjects());
        } else if (next.comparing()) {
            compare.setVisible(false);
            list.setVisible(false);
            beside(comparison(key.get()));
        } else {
            list.setVisible(true);
            showList(key.get());
        }
    }

    private void showList(ProjectKey key) {
        var query = location.query(key);
        grid.show(query);
        shown = grid.size();
        filters.show(location, catalog.experiments(key), shown);
        var ticked = location.picked().stream()
                .flatMap(id -> catalog.find(key, id).stream())
                .toList();
        grid.asMultiSelect().setValue(new LinkedHashSet<>(ticked));
        compare.setVisible(!ticked.isEmpty());
        compare.setEnabled(ticked.size() > 1);
        compare.setText(ticked.size() > 1 ? "Compare " + ticked.size() : "Tick one more to compare");
        none.ifPresent(Component::removeFromParent);
        none = shown > 0
                ? Optional.empty()
                : Optional.of(NoRuns.in(location, () -> filter(RunsLocation::withoutFilters)));
        none.ifPresent(list::add);
        grid.setVisible(shown > 0);
        var run = Optional.ofNullable(location.run()).flatMap(id -> catalog.find(key, id));
        title = run.map(open -> open.name() + " " + open.id().abbreviated()).orElse("Runs of " + key);
        grid.markOpen(run.orElse(null));
        grid.setCrowded(location.run() != null);
        if (location.run() == null) {
            beside(null);
        } else if (run.isEmpty()) {
            beside(NoRuns.unknown(location.run(), this::closeRun));
        } else if (!run.equals(opened) || !(beside instanceof RunPanel)) {
            beside(panel(key, run.get()));
        }
        opened = run;
    }

    private Component panel(ProjectKey key, Run run) {
        var version = run.version() == null
                ? Optional.<String>empty()
                : versionLinks.stream()
                        .flatMap(links -> links.pageOf(key, run.version()).stream())
                        .findFirst();
        return new RunPanel(
                key,
                run,
                catalog.link(key, run),
                version,
                Optional.ofNullable(run.parent()).flatMap(parent -> catalog.find(key, parent)),
                catalog.children(key, run.id()),
                clock,
                this::closeRun);
    }

    private Component comparison(ProjectKey key) {
        var runs = location.picked().stream()
                .flatMap(id -> catalog.find(key, id).stream())
                .toList();
        if (runs.size() < 2) {
            title = "Runs of " + key;
            return NoRuns.tooFewToCompare(() -> go(location.withComparing(false)));
        }
        title = "Comparing " + runs.size() + " runs";
        return new RunComparisonPage(
                key, RunComparison.of(runs, run -> RunWords.duration(run, clock)), location, this::go);
    }

    private void beside(@Nullable Component next) {
        if (beside != null) {
            beside.removeFromParent();
        }
        beside = next;
        if (next != null) {
            body.add(next);
        }
        setClassName("with-detail", next != null && list.isVisible());
    }

    private void tick(List<RunId> ticked) {
        var order = new ArrayList<>(location.picked());
        order.retainAll(new HashSet<>(ticked));
        ticked.stream().filter(id -> !order.contains(id)).forEach(order::add);
        if (order.size() > RunsLocation.MOST_COMPARED) {
            Notification.show(
                    "Five runs fit beside each other. Untick one first.", 4000, Notification.Position.BOTTOM_CENTER);
        }
        filter(now -> now.withPicked(order));
    }

    private void closeRun() {
        go(location.withRun(null));
    }

    /// A step that Back undoes.
    private void go(RunsLocation next) {
        getUI().ifPresent(ui -> ui.navigate(RunNavigation.PATH, next.parameters()));
    }

    /// A change that leaves no trace in the browser's history: nobody wants to go back letter by letter.
    private void filter(UnaryOperator<RunsLocation> change) {
        var next = change.apply(location);
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, RunNavigation.address(next)));
        show(next);
    }

    private boolean concerns(String topic) {
        return project().filter(key -> topic.equals("runs/" + key)).isPresent();
    }

    private void changed() {
        if (location.comparing()) {
            refresh();
        } else {
            arrivals.changed(grid.size() - shown);
        }
    }

    private void refresh() {
        if (!location.comparing()) {
            grid.refresh();
        }
        show(location);
    }

    private Optional<ProjectKey> project() {
        return Optional.ofNullable(location.project())
                .filter(key -> projects.find(key).isPresent())
                .or(() -> projects.all().stream().map(Project::key).findFirst());
    }
}
