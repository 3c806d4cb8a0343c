package dev.vigia.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.RelativeTime;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunId;
import java.util.List;
import java.util.function.Consumer;

/// Two to five runs side by side. What differs from the first one stands out; what is the same steps back.
class RunComparisonTable extends Div {

    private final RunComparison comparison;
    private final boolean onlyDifferences;
    private final NativeTable table = new NativeTable();

    RunComparisonTable(
            ProjectKey project,
            RunComparison comparison,
            boolean onlyDifferences,
            Consumer<RunId> onBase,
            Consumer<RunId> onRemove) {
        this.comparison = comparison;
        this.onlyDifferences = onlyDifferences;
        addClassName("run-comparison");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "Comparison");
        table.addClassName("comparison-table");
        var heads = new NativeTableRow(head("", "col"));
        List<Run> runs = comparison.runs();
        for (int i = 0; i < runs.size(); i++) {
            heads.add(runHead(project, runs.get(i), i == 0, runs.size() > 2, onBase, onRemove));
        }
        table.add(new NativeTableHeader(heads));
        group("About", comparison.facts(), true);
        group("Metrics", comparison.metrics(), false);
        group("Parameters", comparison.params(), false);
        add(table);
    }

    private void group(String title, List<RunComparison.Line> lines, boolean about) {
        var shown = lines.stream()
                .filter(line -> !onlyDifferences || line.differs())
                .toList();
        var body = new NativeTableBody();
        var heading = head(title, "rowgroup");
        heading.addClassName("comparison-group");
        heading.getElement()
                .setAttribute("colspan", String.valueOf(comparison.runs().size() + 1));
        int hidden = lines.size() - shown.size();
        var note = lines.isEmpty() ? "none" : hidden == 0 ? "" : hidden + " the same";
        if (!note.isEmpty()) {
            var span = new Span(note);
            span.addClassName("absent");
            heading.add(span);
        }
        body.add(new NativeTableRow(heading));
        shown.forEach(line -> body.add(row(line, about)));
        table.add(body);
    }

    private static NativeTableRow row(RunComparison.Line line, boolean about) {
        var name = head(line.name(), "row");
        name.setTitle(line.name());
        var row = new NativeTableRow(name);
        row.addClassName(line.differs() ? "differs" : "same");
        for (var cell : line.cells()) {
            var shown = new NativeTableCell(value(line.name(), cell, about));
            if (cell.differs()) {
                shown.addClassName("differs");
            }
            if (!cell.delta().isEmpty()) {
                var delta = new Span(cell.delta());
                delta.addClassName("delta");
                shown.add(delta);
            }
            row.add(shown);
        }
        return row;
    }

    private static Component value(String name, RunComparison.Cell cell, boolean about) {
        if (cell.text() == null) {
            var none = new Span("–");
            none.addClassName("absent");
            none.getElement().setAttribute("aria-label", "not there");
            return none;
        }
        if (about && (name.equals(RunComparison.COMMIT) || name.equals(RunComparison.PARAMS_HASH))) {
            return new Hash(cell.text(), name);
        }
        var text = LongText.of(cell.text());
        if (text instanceof Span && cell.whole() != null) {
            ((Span) text).setTitle(cell.whole());
        }
        return text;
    }

    private static NativeTableHeaderCell runHead(
            ProjectKey project,
            Run run,
            boolean base,
            boolean removable,
            Consumer<RunId> onBase,
            Consumer<RunId> onRemove) {
        var name = new Anchor(RunNavigation.toRun(project, run.id()), run.name());
        name.addClassName("run-name");
        name.setTitle(run.name());
        var facts = new Div(
                new StatusBadge(RunWords.tone(run.status()), RunWords.status(run.status())),
                new Hash(run.id().value(), "run id"),
                new RelativeTime(run.startedAt()));
        facts.addClassName("run-badges");
        var actions = new Div();
        actions.addClassName("comparison-actions");
        if (base) {
            var mark = new Span("Base");
            mark.addClassName("comparison-base");
            actions.add(mark);
        } else {
            actions.add(action("Make base", "Measure the others against " + run.name(), () -> onBase.accept(run.id())));
        }
        if (removable) {
            actions.add(action("Remove", "Remove " + run.name(), () -> onRemove.accept(run.id())));
        }
        var cell = head("", "col");
        cell.add(name, facts, actions);
        return cell;
    }

    private static NativeButton action(String text, String meaning, Runnable does) {
        var button = new NativeButton(text, click -> does.run());
        button.addClassName("link-button");
        button.getElement().setAttribute("type", "button");
        button.setAriaLabel(meaning);
        return button;
    }

    private static NativeTableHeaderCell head(String text, String scope) {
        var cell = new NativeTableHeaderCell();
        if (!text.isEmpty()) {
            cell.add(new Span(text));
        }
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }
}
