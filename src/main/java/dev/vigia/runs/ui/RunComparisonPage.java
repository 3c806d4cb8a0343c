package dev.vigia.runs.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Chip;
import dev.vigia.projects.ProjectKey;
import java.util.function.Consumer;

/// The comparison with its head: the way back, what it found, and the choice to see differences only.
class RunComparisonPage extends Section {

    /// @param onGo leads to another location of the screen
    RunComparisonPage(
            ProjectKey project, RunComparison comparison, RunsLocation location, Consumer<RunsLocation> onGo) {
        addClassName("comparison-page");
        var back = new NativeButton("← All runs", click -> onGo.accept(location.withComparing(false)));
        back.addClassName("link-button");
        back.getElement().setAttribute("type", "button");
        back.getElement().setAttribute("data-keys-close", true);
        long different = comparison.differences();
        var found = new Span(
                different == 0
                        ? "Same metrics, same parameters"
                        : different == 1 ? "1 line differs" : different + " lines differ");
        found.addClassName("absent");
        var only = new Chip(
                "Only differences", () -> onGo.accept(location.withOnlyDifferences(!location.onlyDifferences())));
        only.setSelected(location.onlyDifferences());
        var head = new Div(back, new H2("Comparing " + comparison.runs().size() + " runs"), found, only);
        head.addClassName("comparison-head");
        add(
                head,
                new RunComparisonTable(
                        project,
                        comparison,
                        location.onlyDifferences(),
                        base -> onGo.accept(location.withBase(base)),
                        gone -> onGo.accept(location.withoutPicked(gone))));
    }
}
