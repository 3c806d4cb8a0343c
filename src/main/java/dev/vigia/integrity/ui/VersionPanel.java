package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The version beside the table: what is wrong first, then the comparison, then how it came about.
class VersionPanel extends Composite<Aside> {

    private static final int COMPARED = 12;

    private final VersionSources sources;
    private final Runnable onClose;
    private @Nullable RowKey shownKey;
    private Optional<VersionSources.Version> shown = Optional.empty();

    VersionPanel(VersionSources sources, Runnable onClose) {
        this.sources = sources;
        this.onClose = onClose;
        getContent().addClassName("panel");
        getContent().getElement().setAttribute("aria-label", "Selected version");
    }

    /// Draws anew only what is another version or says something else: what a person has unfolded stays so.
    void show(RowKey key) {
        var found = sources.find(key.project(), key.tag());
        if (key.equals(shownKey) && found.equals(shown)) {
            return;
        }
        shownKey = key;
        shown = found;
        getContent().removeAll();
        if (found.isPresent()) {
            fill(key, found.get());
        } else {
            getContent().add(head(key), new Paragraph("No version tag of " + key.project() + " has this name."));
        }
    }

    private void fill(RowKey key, VersionSources.Version version) {
        var row = version.report().row();
        var badge = new StatusBadge(IntegrityWords.tone(row.verdict()), IntegrityWords.verdict(row.verdict()));
        var compare = new Anchor(IntegrityNavigation.comparison(key.project(), null, key.tag()), "Compare…");
        compare.addClassName("button-link");
        compare.setTitle("With the version before it, or another one");
        var actions =
                new Div(new DeepCheckButton(() -> sources.checkDeeply(key.project(), key.tag())), compare, open(key));
        actions.addClassName("panel-actions");
        getContent()
                .add(
                        head(key, badge),
                        origin(version),
                        actions,
                        new VersionChecks(row.checks()),
                        new H3("Tag ↔ data ↔ run"),
                        new ComparisonTable(version.report().comparison(), COMPARED));
        if (!version.report().history().isEmpty()) {
            getContent()
                    .add(new H3("History"), new VerdictHistory(version.report().history()));
        }
    }

    private Div head(RowKey key, Component... beside) {
        var name = new H2(key.tag().value());
        name.setTitle(key.tag().value());
        var close = new NativeButton("", click -> onClose.run());
        close.addClassNames("icon-button", "icon-close");
        close.setAriaLabel("Close " + key.tag());
        close.setTitle("Close (Esc)");
        close.getElement().setAttribute("data-keys-close", true);
        var head = new Div(name);
        head.add(beside);
        head.add(close);
        head.addClassName("panel-head");
        return head;
    }

    /// A link, so that it can be opened beside and copied.
    private static RouterLink open(RowKey key) {
        var open = IntegrityNavigation.version("Open version", key.project(), key.tag());
        open.addClassNames("button-link", "primary");
        return open;
    }

    /// "annotated by m.ortiz · 5 h ago · run c5d9b8e in churn-xgb"
    static Paragraph origin(VersionSources.Version version) {
        var row = version.report().row();
        var line = new Paragraph();
        line.addClassNames("secondary", "origin");
        var tag = version.tag();
        var kind = tag != null && tag.annotated() ? "annotated" : "tagged";
        line.add(new Span(tag == null || tag.tagger() == null ? kind : kind + " by " + tag.tagger()));
        if (row.taggedAt() != null) {
            line.add(dot(), new RelativeTime(row.taggedAt()));
        }
        line.add(dot(), new Span("commit "), new Hash(row.commit(), "commit"));
        if (row.runId() != null) {
            line.add(dot(), new Span("run "), new Hash(row.runId(), "run id"));
            if (row.experiment() != null) {
                line.add(new Span(" in " + row.experiment()));
            }
        }
        return line;
    }

    private static Span dot() {
        var dot = new Span("·");
        dot.addClassName("dot");
        return dot;
    }
}
