package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.vigia.integrity.Check;
import dev.vigia.integrity.Evidence;
import dev.vigia.platform.ChangeTicker;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.LiveUpdates;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.versions.TagName;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// One version with everything known about it: each check with its evidence, the comparison, the outputs, history.
@Route(IntegrityNavigation.VERSION)
@PermitAll
class VersionView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    private static final int COMPARED = 500;

    private final VersionSources sources;
    private final Projects projects;
    private final List<VersionPart> parts;
    private final Div body = new Div();
    private final Div others = new Div();
    private @Nullable RowKey key;
    private @Nullable RowKey shownKey;
    private Optional<VersionSources.Version> shown = Optional.empty();

    VersionView(VersionSources sources, Projects projects, ObjectProvider<VersionPart> parts, ChangeTicker ticker) {
        this.sources = sources;
        this.projects = projects;
        this.parts = parts.orderedStream().toList();
        addClassName("version-page");
        body.addClassName("page-body");
        others.addClassName("page-parts");
        LiveUpdates.on(this, ticker, this::concerns, this::fill);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var project = event.getRouteParameters()
                .get("project")
                .flatMap(VersionView::key)
                .filter(one -> projects.find(one).isPresent())
                .orElseThrow(() -> new NotFoundException("No such project"));
        var tag = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("tag")
                .orElse("");
        key = new RowKey(project, new TagName(tag));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        fill();
    }

    @Override
    public String getPageTitle() {
        return key == null ? "Vigía" : key.tag() + " of " + key.project() + " – Vigía";
    }

    private boolean concerns(String topic) {
        return key != null
                && (topic.equals(IntegrityCount.TOPICS + key.project())
                        || parts.stream().anyMatch(part -> part.concerns(topic)));
    }

    private void fill() {
        if (key == null) {
            return;
        }
        var found = sources.find(key.project(), key.tag());
        if (key.equals(shownKey) && found.equals(shown)) {
            showParts();
            return;
        }
        shownKey = key;
        shown = found;
        removeAll();
        body.removeAll();
        var back = new Anchor(IntegrityNavigation.table(key.project()), "");
        back.addClassNames("icon-button", "icon-back");
        back.getElement().setAttribute("aria-label", "Back to the table of " + key.project());
        back.getElement().setAttribute("data-keys-close", true);
        var bar = new ScreenBar(key.tag().value()).before(back);
        add(bar, body);
        var version = found.orElse(null);
        if (version == null) {
            body.add(new EmptyState(
                    "No such version",
                    "No version tag of " + key.project() + " is called “" + key.tag()
                            + "”. It may not have been read yet: see Sources for the last sync."));
            return;
        }
        var row = version.report().row();
        bar.chips(new StatusBadge(IntegrityWords.tone(row.verdict()), IntegrityCells.words(row)));
        var project = key.project();
        var tag = key.tag();
        var compare = new Anchor(IntegrityNavigation.comparison(project, null, tag), "Compare…");
        compare.addClassName("button-link");
        compare.setTitle("With another version");
        bar.tools(compare, new DeepCheckButton(() -> sources.checkDeeply(project, tag)));
        body.add(main(version), new VersionSide(version));
        showParts();
    }

    /// What others know changes on its own: what a person has unfolded of the rest stays.
    private void showParts() {
        others.removeAll();
        shown.ifPresent(version -> parts.forEach(part ->
                part.of(version.report().row()).ifPresent(content -> others.add(section(part.title(), content)))));
    }

    private Component main(VersionSources.Version version) {
        var report = version.report();
        var main = new Div();
        main.addClassName("page-main");
        var checks = new Div();
        checks.addClassNames("card", "checks");
        for (Check check : IntegrityWords.worstFirst(report.row().checks())) {
            var one = new Div(VersionChecks.line(check));
            if (check.outcome().isProblem() || !(check.evidence() instanceof Evidence.None)) {
                one.add(new EvidenceView(check.evidence()));
            }
            one.addClassName("check");
            checks.add(one);
        }
        main.add(section("Checks", checks), others);
        main.add(section("Tag ↔ data ↔ run", new ComparisonTable(report.comparison(), COMPARED)));
        if (!report.outputs().isEmpty()) {
            main.add(section(
                    IntegrityWords.plural(report.outputs().size(), "output", "outputs"),
                    new OutputsTable(report.outputs())));
        }
        return main;
    }

    static Section section(String title, Component... content) {
        var heading = new H2(title);
        var section = new Section(heading);
        section.add(content);
        return section;
    }

    private static Optional<ProjectKey> key(String text) {
        try {
            return Optional.of(new ProjectKey(text));
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }
}
