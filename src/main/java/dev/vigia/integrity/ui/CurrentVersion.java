package dev.vigia.integrity.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.integrity.IntegrityRow;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// For other screens: which version of a project is meant, and whether it is what it claims to be.
@Component
public class CurrentVersion {

    private final AskedVersions versions;

    CurrentVersion(AskedVersions versions) {
        this.versions = versions;
    }

    /// What is said of one version.
    ///
    /// @param why it is that one: `in prod`, or `the newest`
    private record Meant(IntegrityRow row, String why) {}

    /// A line with the version that is in production, else the newest; empty while none is known.
    ///
    /// @param model to tell apart the models of one project
    /// @param named the version that is meant instead, if the project has such a tag or version
    public Optional<Div> line(ProjectKey project, @Nullable String model, @Nullable String named) {
        return find(project, model, named).map(meant -> {
            var row = meant.row();
            var page = new Anchor(
                    IntegrityNavigation.versionPage(row.project(), row.tag()),
                    row.tag().value());
            var why = new Span(meant.why());
            why.addClassName("secondary");
            var line =
                    new Div(page, why, new StatusBadge(IntegrityWords.tone(row.verdict()), IntegrityCells.words(row)));
            line.addClassName("current-version");
            return line;
        });
    }

    /// Whether it is the version that [#line] would name for an alert that names none.
    public boolean isCurrent(ProjectKey project, TagName tag) {
        var rows = versions.newest(project, null);
        return !rows.isEmpty()
                && rows.stream()
                        .filter(row -> row.tag().equals(tag))
                        .anyMatch(row -> AskedVersions.current(versions.newest(project, row.artifact()))
                                .equals(row));
    }

    private Optional<Meant> find(ProjectKey project, @Nullable String model, @Nullable String named) {
        var rows = versions.newest(project, model);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var meant = AskedVersions.named(named, rows);
        if (meant.isPresent()) {
            return meant.map(row -> new Meant(row, "named by the alert"));
        }
        var current = AskedVersions.current(rows);
        return Optional.of(new Meant(
                current, current.stages().isEmpty() ? "the newest" : "in " + String.join(", ", current.stages())));
    }
}
