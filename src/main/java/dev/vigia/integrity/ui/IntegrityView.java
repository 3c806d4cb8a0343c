package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.vigia.integrity.IntegrityQuery.Sort;
import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.OrphanRun;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.FilterField;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.ui.FirstProject;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;

/// Every version tag with its verdict and the reason for it. What is shown is in the address alone: controls change
/// the address, and the address changes the screen.
@Route(IntegrityNavigation.TABLE)
@Menu(title = "Integrity", order = 20, icon = "integrity")
@PageTitle("Integrity – Vigía")
@PermitAll
class IntegrityView extends Div implements AfterNavigationObserver {

    private final IntegrityTable table;
    private final List<ProjectKey> projects;
    private final IntegrityRows rows;
    private final IntegrityGrid grid;
    private final VersionPanel panel;
    private final ProjectChips chips;
    private final FilterField text = new FilterField("Filter tags, runs, reasons…", this::filterText);
    private final Chip problems = new Chip("Problems", () -> go(state().withProblemsOnly(true)));
    private final Chip everything = new Chip("All", () -> go(state().withProblemsOnly(false)));
    private final IntegrityFilter filter;
    private final NativeButton changes = new NativeButton("", click -> showChanges());
    private final Div nothing = new Div();
    private final OrphanRuns orphans = new OrphanRuns();
    private IntegrityState state = IntegrityState.START;
    private boolean shown;
    private boolean pointerInside;

    IntegrityView(IntegrityTable table, VersionSources versions, Projects watched, ChangeTicker ticker) {
        this.table = table;
        projects = watched.all().stream().map(Project::key).toList();
        addClassName("integrity");
        rows = new IntegrityRows(table, state.toQuery(projects));
        grid = new IntegrityGrid(rows, this::open, this::sort);
        panel = new VersionPanel(versions, () -> go(state.withSelected(null)));
        chips = new ProjectChips(watched.all(), key -> go(state.withProject(key)));
        filter = new IntegrityFilter(
                verdicts -> go(state.withVerdicts(verdicts)),
                failing -> go(state.withFailing(failing)),
                () -> go(state.withoutFilters()));
        var bar = new ScreenBar("Integrity").chips(chips).tools(text, filter, problems, everything, export());
        if (projects.isEmpty()) {
            add(
                    bar,
                    FirstProject.gives(
                            "Vigía reads the tags of the projects it watches, the data behind them and the runs that claim them."));
            return;
        }
        changes.addClassName("changes");
        changes.setVisible(false);
        grid.getElement().addEventListener("mouseenter", enter -> pointerInside = true);
        grid.getElement().addEventListener("mouseleave", leave -> {
            pointerInside = false;
            showChanges();
        });
        var list = new Div(changes, grid, nothing, orphans);
        list.addClassName("list");
        var split = new Div(list, panel);
        split.addClassName("split");
        add(bar, split);
        LiveUpdates.on(this, ticker, topic -> topic.startsWith(IntegrityCount.TOPICS), this::refresh);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show(IntegrityState.parse(event.getLocation().getQueryParameters()));
    }

    private void show(IntegrityState next) {
        var before = state;
        state = next;
        if (projects.isEmpty()) {
            return;
        }
        if (!next.sameRows(before) || !shown) {
            grid.setSeveralProjects(next.project() == null && projects.size() > 1);
            rows.show(next.toQuery(projects));
            grid.getDataProvider().refreshAll();
            grid.markSort(next.sort());
            changes.setVisible(false);
            shown = true;
        }
        if (!text.getValue().equals(next.text())) {
            text.setValue(next.text());
        }
        grid.markSelected(next.selected());
        showSelected();
        showCounts();
    }

    private void showSelected() {
        var selected = state.selected();
        panel.setVisible(selected != null);
        setClassName("with-detail", selected != null);
        if (selected != null) {
            panel.show(selected);
        }
    }

    private void showCounts() {
        var query = state.toQuery(projects);
        Map<Outcome, Long> counts = table.counts(query);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long bad = IntegrityRows.problemsIn(counts);
        problems.setCount(bad, Tone.NEUTRAL);
        everything.setCount(all, Tone.NEUTRAL);
        problems.setSelected(state.problemsOnly());
        everything.setSelected(!state.problemsOnly());
        filter.show(state, counts);
        chips.show(
                state.project(),
                key -> IntegrityRows.problemsIn(
                        table.counts(IntegrityState.START.withProject(key).toQuery(projects))));
        List<OrphanRun> wrong = query.projects().stream()
                .flatMap(key -> table.orphanRuns(key).stream())
                .toList();
        orphans.show(wrong, query.projects().size() > 1);
        showNothing(all, bad);
    }

    private void showNothing(long all, long bad) {
        nothing.removeAll();
        boolean empty = state.problemsOnly() ? bad == 0 : rows.size() == 0;
        grid.setVisible(!empty);
        nothing.setVisible(empty);
        if (!empty) {
            return;
        }
        EmptyState state;
        if (this.state.isFiltered()) {
            state = Teaching.nothingMatches(() -> go(this.state.withoutFilters()));
        } else if (all > 0) {
            state = Teaching.allInOrder(all, () -> go(this.state.withProblemsOnly(false)));
        } else {
            state = Teaching.noVersion();
        }
        nothing.add(state);
    }

    /// In place at once; what would move rows waits for a click, or until the pointer leaves the table.
    private void refresh() {
        if (!pointerInside) {
            grid.getDataProvider().refreshAll();
        } else {
            var drift = rows.drift();
            drift.inPlace().forEach(grid::refresh);
            if (drift.moved() > 0) {
                changes.setText(drift.words() + " · show");
                changes.setVisible(true);
            }
        }
        showSelected();
        showCounts();
    }

    private void showChanges() {
        if (changes.isVisible()) {
            changes.setVisible(false);
            grid.getDataProvider().refreshAll();
        }
    }

    private void open(IntegrityItem item) {
        switch (item) {
            case IntegrityItem.Version version ->
                go(state.withSelected(version.key().equals(state.selected()) ? null : version.key()));
            case IntegrityItem.InOrder ignored -> {}
        }
    }

    private void sort(Sort sort) {
        var next = sort == Sort.NEWEST && state.sort() == Sort.NEWEST ? Sort.OLDEST : sort;
        go(state.withSort(sort != Sort.NEWEST && state.sort() == sort ? Sort.PROBLEMS : next));
    }

    private void filterText(String words) {
        var next = state.withText(words);
        // Typing is not a step that "back" should undo letter by letter.
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(null, new Location(IntegrityNavigation.TABLE, next.toParameters())));
        show(next);
    }

    private IntegrityState state() {
        return state;
    }

    private void go(IntegrityState next) {
        IntegrityNavigation.to(next);
    }

    private Anchor export() {
        var anchor = new Anchor(
                (DownloadHandler) event -> {
                    event.setFileName("integrity.csv");
                    event.setContentType("text/csv; charset=utf-8");
                    IntegrityExport.write(table, state.toQuery(projects), event.getOutputStream());
                },
                "Export");
        anchor.addClassName("button-link");
        anchor.getElement().setAttribute("download", "integrity.csv");
        anchor.setTitle("The rows shown, as CSV");
        return anchor;
    }
}
