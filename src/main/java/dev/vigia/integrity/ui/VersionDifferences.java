package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.vigia.integrity.Difference;
import dev.vigia.integrity.VersionComparison;
import dev.vigia.platform.MetricText;
import dev.vigia.runs.RunId;
import dev.vigia.runs.ui.RunNavigation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics and parameters of two versions, first what stands in the files at the tags, then what the runs logged.
class VersionDifferences extends Div {

    /// A table that a person reads; the export has them all.
    private static final int ROWS = 500;

    private final VersionComparison comparison;
    private final boolean all;

    /// @param all shows what is the same too
    /// @param plots what is shown between the summary and the tables
    VersionDifferences(VersionComparison comparison, boolean all, Component plots) {
        this.comparison = comparison;
        this.all = all;
        addClassName("version-differences");
        long different = comparison.differences();
        var found = new Paragraph(
                different == 0
                        ? "Same metrics, same parameters."
                        : IntegrityWords.plural(different, "line differs", "lines differ") + ".");
        found.addClassName("secondary");
        add(found);
        comparison.remarks().forEach(remark -> {
            var said = new Paragraph(remark);
            said.addClassName("secondary");
            add(said);
        });
        add(
                plots,
                group("Metrics at the tags", "file", comparison.metrics()),
                group("Parameters at the tags", "file", comparison.params()),
                group("Metrics of the runs", "run", comparison.runMetrics(), runs()),
                group("Parameters of the runs", "run", comparison.runParams()));
    }

    private Section group(String title, String where, List<Difference> rows, Component... beside) {
        var shown = rows.stream().filter(row -> all || row.differs()).toList();
        var section = new Section(new H2(title));
        section.add(beside);
        if (shown.isEmpty()) {
            var none = new Paragraph(
                    rows.isEmpty()
                            ? where.equals("run") ? "No run of them logged any." : "Neither tag has any."
                            : "All " + rows.size() + " are the same.");
            none.addClassName("secondary");
            section.add(none);
            return section;
        }
        var table = new ComparisonTable.Table();
        var head = table.row("thead");
        if (where.equals("file")) {
            column(table, head, "file");
        }
        column(table, head, "name");
        column(table, head, comparison.a().tag());
        column(table, head, comparison.b().tag());
        column(table, head, "change");
        for (Difference row : shown.stream().limit(ROWS).toList()) {
            var line = table.row("tbody");
            line.setAttribute("class", row.differs() ? "changed" : "same");
            if (where.equals("file")) {
                table.cell(line, "td", new Span(row.file())).setAttribute("class", "difference-file");
            }
            table.cell(line, "th", new Span(row.key().isEmpty() ? "(the whole file)" : row.key()))
                    .setAttribute("scope", "row");
            table.cell(line, "td", value(row.before()));
            table.cell(line, "td", value(row.after()));
            table.cell(line, "td", change(row));
        }
        var card = new Div(table);
        card.addClassNames("card", "differences");
        card.getElement().setAttribute("tabindex", "0");
        card.getElement().setAttribute("role", "region");
        card.getElement().setAttribute("aria-label", title);
        section.add(card);
        var hidden = rows.size() - shown.size();
        var more = shown.size() > ROWS
                ? (shown.size() - ROWS) + " more in the export"
                : hidden > 0 ? hidden + " the same" : "";
        if (!more.isEmpty()) {
            var note = new Paragraph(more);
            note.addClassName("secondary");
            section.add(note);
        }
        return section;
    }

    private static void column(ComparisonTable.Table table, Element head, String name) {
        table.cell(head, "th", new Span(name)).setAttribute("scope", "col");
    }

    private Div runs() {
        var runs = new Div(run(comparison.a()), run(comparison.b()));
        runs.addClassNames("secondary", "compared-runs");
        if (comparison.a().runId() != null && comparison.b().runId() != null) {
            runs.add(new Anchor(
                    RunNavigation.toComparison(
                            comparison.project(),
                            List.of(
                                    new RunId(comparison.a().runId()),
                                    new RunId(comparison.b().runId()))),
                    "Compare the runs"));
        }
        return runs;
    }

    private Component run(VersionComparison.Side side) {
        return side.runId() == null
                ? new Span(side.tag() + " has no run")
                : new Span(
                        new Span(side.tag() + ": run "),
                        new Anchor(
                                RunNavigation.toRun(comparison.project(), new RunId(side.runId())),
                                new RunId(side.runId()).abbreviated()));
    }

    private static Span value(@Nullable Object value) {
        var shown = new Span(
                value == null ? "–" : value instanceof Double number ? MetricText.of(number) : value.toString());
        if (value == null) {
            shown.addClassName("quiet");
        } else {
            shown.setTitle(value.toString());
        }
        return shown;
    }

    private static Span change(Difference row) {
        if (!row.differs()) {
            return new Span("");
        }
        if (row.change() == null) {
            var said = row.before() == null ? "new" : row.after() == null ? "gone" : "changed";
            return new Span(said);
        }
        var shown = new Span(
                row.before() instanceof Number before && row.after() instanceof Number after
                        ? MetricText.delta(before.doubleValue(), after.doubleValue())
                        : row.change().toString());
        shown.setTitle(row.change().toString());
        return shown;
    }
}
