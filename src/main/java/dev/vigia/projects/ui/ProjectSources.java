package dev.vigia.projects.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.vigia.projects.Project;
import dev.vigia.projects.SourceId;
import dev.vigia.projects.SourceStatus;
import dev.vigia.projects.SourceSync;
import dev.vigia.projects.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sources of one project.
class ProjectSources extends Section {

    private final Sources sources;
    private final Map<SourceId, SourceRow> rows = new LinkedHashMap<>();
    private final UnorderedList list = new UnorderedList();

    ProjectSources(Project project, Sources sources) {
        this.sources = sources;
        addClassName("project-sources");
        var title = new H2(project.name());
        var id = "sources-of-" + project.key();
        title.setId(id);
        getElement().setAttribute("aria-labelledby", id);
        var key = new Span(project.key().value());
        key.addClassNames("mono", "secondary");
        var all = new Button("Sync all", click -> syncAll(project, SourceSync.Mode.INCREMENTAL));
        var full = new Button("Full sweep of all", click -> syncAll(project, SourceSync.Mode.FULL));
        all.setAriaLabel("Sync all sources of " + project.name());
        full.setAriaLabel("Full sweep of all sources of " + project.name());
        all.addThemeNames("small");
        full.addThemeNames("small", "tertiary");
        var actions = new Div(all, full);
        actions.addClassName("source-actions");
        var head = new Div(new Div(title, key), actions);
        head.addClassName("project-sources-head");
        list.addClassName("sources");
        add(head, list);
        update(sources.of(project.key()));
    }

    void update(List<SourceStatus> now) {
        for (SourceStatus status : now) {
            var row = rows.get(status.id());
            if (row == null) {
                row = new SourceRow(status, mode -> sources.syncNow(status.id(), mode));
                rows.put(status.id(), row);
                list.add(row);
            } else {
                row.update(status);
            }
        }
    }

    private void syncAll(Project project, SourceSync.Mode mode) {
        rows.values().forEach(SourceRow::markAsked);
        sources.syncNow(project.key(), mode);
    }
}
