package dev.vigia.integrity.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.vigia.integrity.ComparisonExport;
import dev.vigia.integrity.PlotComparison;
import dev.vigia.integrity.VersionComparison;
import dev.vigia.integrity.VersionComparisons;
import dev.vigia.platform.ui.Chip;
import dev.vigia.platform.ui.EmptyState;
import dev.vigia.platform.ui.ScreenBar;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Projects;
import dev.vigia.versions.TagName;
import dev.vigia.versions.VersionCatalog;
import dev.vigia.versions.VersionTag;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Two versions beside each other. Which two, and whether what is the same is shown, stands in the address; a version
/// that is left out of it is the newest, or the one before the other.
@Route(IntegrityNavigation.COMPARE)
@PermitAll
class CompareView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    private final VersionComparisons comparisons;
    private final VersionCatalog versions;
    private final Projects projects;
    private @Nullable ProjectKey project;
    private @Nullable TagName a;
    private @Nullable TagName b;
    private boolean all;

    CompareView(VersionComparisons comparisons, VersionCatalog versions, Projects projects) {
        this.comparisons = comparisons;
        this.versions = versions;
        this.projects = projects;
        addClassNames("version-page", "compare-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        project = event.getRouteParameters()
                .get("project")
                .flatMap(key -> projects.all().stream()
                        .map(Project::key)
                        .filter(one -> one.value().equals(key))
                        .findFirst())
                .orElseThrow(() -> new NotFoundException("No such project"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (project == null) {
            return;
        }
        var parameters = event.getLocation().getQueryParameters();
        all = parameters.getSingleParameter("all").isPresent();
        var tags = versions.versions(project).stream()
                .filter(tag -> tag.deletedAt() == null)
                .map(VersionTag::name)
                .toList();
        b = tag(parameters, "b").or(() -> tags.stream().findFirst()).orElse(null);
        a = tag(parameters, "a").or(() -> before(b)).orElse(b);
        fill(project, tags);
    }

    @Override
    public String getPageTitle() {
        return a == null || b == null ? "Compare – Vigía" : a + " → " + b + " of " + project + " – Vigía";
    }

    private Optional<TagName> before(@Nullable TagName tag) {
        return tag == null || project == null ? Optional.empty() : comparisons.before(project, tag);
    }

    private static Optional<TagName> tag(QueryParameters parameters, String name) {
        return parameters
                .getSingleParameter(name)
                .filter(text -> !text.isBlank())
                .map(TagName::new);
    }

    private void fill(ProjectKey project, List<TagName> tags) {
        removeAll();
        var back = new Anchor(
                b == null ? IntegrityNavigation.table(project) : IntegrityNavigation.versionPage(project, b), "");
        back.addClassNames("icon-button", "icon-back");
        back.getElement().setAttribute("aria-label", "Back");
        back.getElement().setAttribute("data-keys-close", true);
        var bar = new ScreenBar("Compare").before(back);
        add(bar);
        if (a == null || b == null) {
            add(Teaching.noVersion());
            return;
        }
        bar.chips(
                choice("From version", tags, a, tag -> go(tag, b)),
                swap(),
                choice("To version", tags, b, tag -> go(a, tag)));
        var found = comparisons.between(project, a, b);
        if (found.isEmpty()) {
            add(new EmptyState(
                    "No such version",
                    "Project " + project + " does not have both versions, “" + a + "” and “" + b
                            + "”. They may not have been read yet: see Sources for the last sync."));
            return;
        }
        var comparison = found.get();
        var shown = all ? comparison : comparison.onlyDifferences();
        var only = new Chip("Only differences", () -> {
            all = !all;
            go(a, b);
        });
        only.setSelected(!all);
        bar.tools(only, export("CSV", "csv", shown), export("Markdown", "md", shown));
        var one = a;
        var other = b;
        var plots = new VersionPlotCards(
                () -> comparisons.plots(project, one, other).orElse(new PlotComparison(List.of(), List.of())));
        var body = new Div(new VersionDifferences(comparison, all, plots));
        body.addClassName("compare-body");
        add(body);
    }

    private static ComboBox<TagName> choice(
            String label, List<TagName> tags, TagName chosen, Consumer<TagName> onChoose) {
        var choice = new ComboBox<TagName>();
        choice.setAriaLabel(label);
        choice.setItems(tags);
        choice.setItemLabelGenerator(TagName::value);
        choice.setAllowCustomValue(false);
        choice.setValue(chosen);
        choice.addClassName("version-choice");
        choice.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                onChoose.accept(change.getValue());
            }
        });
        return choice;
    }

    private NativeButton swap() {
        var swap = new NativeButton("⇄", click -> go(b, a));
        swap.addClassName("button");
        swap.getElement().setAttribute("type", "button");
        swap.setAriaLabel("Swap the versions");
        swap.setTitle("Swap the versions");
        return swap;
    }

    private void go(@Nullable TagName a, @Nullable TagName b) {
        if (project != null && a != null && b != null) {
            IntegrityNavigation.toComparison(UI.getCurrentOrThrow(), project, a, b, all);
        }
    }

    private static Anchor export(String text, String suffix, VersionComparison comparison) {
        var name = "compare." + suffix;
        var anchor = new Anchor(
                (DownloadHandler) event -> {
                    event.setFileName(name);
                    event.setContentType(
                            "csv".equals(suffix) ? "text/csv; charset=utf-8" : "text/markdown; charset=utf-8");
                    var out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8);
                    write(suffix, comparison, out);
                    out.flush();
                },
                text);
        anchor.addClassName("button-link");
        anchor.getElement().setAttribute("download", name);
        anchor.setTitle("What is shown, as " + text);
        return anchor;
    }

    private static void write(String suffix, VersionComparison comparison, Writer out) throws IOException {
        if ("csv".equals(suffix)) {
            ComparisonExport.csv(comparison, out);
        } else {
            out.write(ComparisonExport.markdown(comparison));
        }
    }
}
