package dev.vigia.integrity.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TagName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The ways to the Integrity screens. A tag may hold `/`, `#` and anything else Git allows, hence it is a query
/// parameter.
public final class IntegrityNavigation {

    static final String TABLE = "integrity";
    static final String VERSION = "projects/:project/version";
    static final String COMPARE = "compare/:project";

    private IntegrityNavigation() {}

    /// The version's page, relative to the application's root, for an anchor.
    public static String versionPage(ProjectKey project, TagName tag) {
        return "projects/" + project + "/version?tag=" + encode(tag.value());
    }

    /// Two versions beside each other, relative to the application's root.
    ///
    /// @param a null for the version before the other
    public static String comparison(ProjectKey project, @Nullable TagName a, TagName b) {
        return "compare/" + project + "?" + (a == null ? "" : "a=" + encode(a.value()) + "&") + "b="
                + encode(b.value());
    }

    static void toComparison(UI ui, ProjectKey project, TagName a, TagName b, boolean all) {
        var parameters = QueryParameters.of("a", a.value()).merging("b", b.value());
        ui.navigate(
                CompareView.class,
                new RouteParameters("project", project.value()),
                all ? parameters.merging("all", "") : parameters);
    }

    /// The table of one project, relative to the application's root.
    public static String table(ProjectKey project) {
        return TABLE + "?project=" + project;
    }

    /// A link to the version's page.
    static RouterLink version(String text, ProjectKey project, TagName tag) {
        var link = new RouterLink(text, VersionView.class, new RouteParameters("project", project.value()));
        link.setQueryParameters(QueryParameters.of("tag", tag.value()));
        return link;
    }

    /// The table with the project's row selected.
    public static void toRow(ProjectKey project, TagName tag) {
        to(IntegrityState.START.withProject(project).withSelected(new RowKey(project, tag)));
    }

    static void to(IntegrityState state) {
        UI.getCurrentOrThrow().navigate(IntegrityView.class, state.toParameters());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
