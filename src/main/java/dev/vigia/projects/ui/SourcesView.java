package dev.vigia.projects.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.SettingsTabs;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.Sources;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where runs, tags and data come from, how each source does, and *sync now*.
@Route(SourceNavigation.PATH)
@PageTitle("Sources – Settings – Vigía")
@Menu(title = "Settings", order = 90, icon = "settings")
@PermitAll
class SourcesView extends Div {

    private final Sources sources;
    private final Map<ProjectKey, ProjectSources> projects = new LinkedHashMap<>();
    private final Span summary = new Span();

    SourcesView(Projects projects, Sources sources, SettingsTabs tabs, ChangeTicker ticker) {
        this.sources = sources;
        addClassNames("screen", "sources-screen");
        summary.addClassName("secondary");
        summary.getElement().setAttribute("role", "status");
        add(new ScreenBar("Sources").chips(tabs.on(SourceNavigation.PATH), summary));
        if (projects.all().isEmpty()) {
            add(FirstProject.gives("Vigía watches projects: a Git repository with version tags, the MLflow runs"
                    + " behind them, and their DVC data."));
            return;
        }
        LiveUpdates.on(this, ticker, SourceFreshness.TOPIC::equals, this::refresh);
        var page = new Div();
        page.addClassName("page");
        for (Project project : projects.all()) {
            var one = new ProjectSources(project, sources);
            this.projects.put(project.key(), one);
            page.add(one);
        }
        add(page);
        summarise(sources.all());
    }

    private void refresh() {
        var all = sources.all();
        all.stream()
                .collect(Collectors.groupingBy(status -> status.id().project()))
                .forEach((key, statuses) -> {
                    var project = projects.get(key);
                    if (project != null) {
                        project.update(statuses);
                    }
                });
        summarise(all);
    }

    private void summarise(List<SourceStatus> all) {
        summary.setText(SourceFreshness.words(all));
    }
}
