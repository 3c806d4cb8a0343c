package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.OutLink;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.versions.Stage;
import dev.vigia.versions.VersionTag;
import org.jspecify.annotations.Nullable;

/// The facts of a version, its stages, its history, and the ways out to MLflow and the Git host.
class VersionSide extends Aside {

    VersionSide(VersionSources.Version version) {
        addClassName("page-side");
        getElement().setAttribute("aria-label", "Facts");
        add(VersionView.section("Facts", facts(version)));
        var tag = version.tag();
        if (tag != null && !tag.stages().isEmpty()) {
            add(VersionView.section("Stages", stages(tag)));
        }
        if (!version.report().history().isEmpty()) {
            add(VersionView.section(
                    "History", new VerdictHistory(version.report().history())));
        }
        var links = new Div();
        links.addClassName("links");
        OutLink.to(version.runLink(), "Run in MLflow").ifPresent(links::add);
        OutLink.to(version.hostLink(), "Tag on its Git host").ifPresent(links::add);
        if (links.getChildren().findAny().isPresent()) {
            add(VersionView.section("Elsewhere", links));
        }
    }

    private static DescriptionList facts(VersionSources.Version version) {
        var row = version.report().row();
        var tag = version.tag();
        var list = new DescriptionList();
        list.addClassName("facts");
        fact(
                list,
                "Project",
                new Anchor(
                        IntegrityNavigation.table(row.project()), row.project().value()));
        if (row.artifact() != null) {
            fact(list, "Model", new Span(row.artifact()));
        }
        fact(list, "Version", new Span(row.version()));
        fact(list, "Commit", new Hash(row.commit(), "commit"));
        if (tag != null && tag.moved()) {
            fact(list, "First commit", new Hash(tag.firstCommit().value(), "first commit"));
        }
        fact(list, "Tagged", new RelativeTime(row.taggedAt()));
        if (tag != null) {
            fact(list, "By", text(tag.tagger()));
            fact(list, "Message", text(tag.message()));
            fact(list, "First seen", new RelativeTime(tag.firstSeenAt()));
            if (tag.deletedAt() != null) {
                fact(list, "Deleted", new RelativeTime(tag.deletedAt()));
            }
            if (!tag.registered()) {
                fact(list, "Registry", new Span("deregistered"));
            } else if (tag.deprecated()) {
                fact(list, "Registry", new Span("deprecated"));
            }
        }
        fact(list, "Run", row.runId() == null ? new Span("none") : new Hash(row.runId(), "run id"));
        fact(list, "Experiment", text(row.experiment()));
        fact(list, "Judged", new RelativeTime(row.judgedAt()));
        if (version.report().dataCheckedAt() != null) {
            fact(list, "Data asked for", new RelativeTime(version.report().dataCheckedAt()));
        }
        return list;
    }

    private static void fact(DescriptionList list, String name, @Nullable Component value) {
        if (value != null) {
            list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
        }
    }

    private static @Nullable Span text(@Nullable String value) {
        return value == null || value.isBlank() ? null : new Span(value);
    }

    private static Div stages(VersionTag tag) {
        var list = new Div();
        list.addClassName("stage-history");
        for (Stage stage : tag.stages()) {
            var name = new Span(stage.name());
            name.addClassName("stage");
            var line = new Div(name, new Span("since "), new RelativeTime(stage.since()));
            if (stage.until() != null) {
                name.addClassName("past");
                line.add(new Span(" until "), new RelativeTime(stage.until()));
            }
            list.add(line);
        }
        return list;
    }
}
