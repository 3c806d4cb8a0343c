package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.vigia.integrity.VersionReport.Comparison;
import dev.vigia.platform.ui.Hash;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tag, data and run beside each other; colour only on what differs.
class ComparisonTable extends Div {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,}(\\.dir)?");

    /// @param limit rows at most; a remark counts the others
    ComparisonTable(List<Comparison> comparison, int limit) {
        addClassNames("card", "comparison");
        if (comparison.isEmpty()) {
            var nothing = new Span("Nothing to compare yet: neither its data nor a run is known.");
            nothing.addClassName("secondary");
            add(nothing);
            return;
        }
        boolean data = comparison.stream().anyMatch(row -> row.inData() != null);
        var table = new Table();
        var head = table.row("thead");
        table.cell(head, "th", new Span("")).setAttribute("aria-label", "what");
        table.cell(head, "th", new Span("tag"));
        if (data) {
            table.cell(head, "th", new Span("data"));
        }
        table.cell(head, "th", new Span("run"));
        for (Comparison row : comparison.stream().limit(limit).toList()) {
            var line = table.row("tbody");
            if (row.differs()) {
                line.setAttribute("class", "differs");
            }
            var name = table.cell(line, "th", new Span(row.name()));
            name.setAttribute("scope", "row");
            name.setAttribute("title", row.kind().toLowerCase(Locale.ROOT) + " " + row.name());
            table.cell(line, "td", value(row.atTag(), row));
            if (data) {
                table.cell(line, "td", value(row.inData(), row));
            }
            table.cell(line, "td", value(row.inRun(), row));
        }
        add(table);
        if (comparison.size() > limit) {
            var more = new Span((comparison.size() - limit) + " more on the version’s page");
            more.addClassName("secondary");
            add(more);
        }
    }

    private static Component value(@Nullable String text, Comparison row) {
        if (text == null) {
            var none = new Span("–");
            none.addClassName("quiet");
            return none;
        }
        if (HEX.matcher(text).matches()) {
            return new Hash(text, row.name());
        }
        var value = new Span(text);
        value.addClassName("mono");
        value.setTitle(text);
        return value;
    }

    /// A plain HTML table: a few rows that a person reads and copies.
    @Tag("table")
    static class Table extends Component {

        Element row(String section) {
            var last = getElement().getChildCount() == 0
                    ? null
                    : getElement().getChild(getElement().getChildCount() - 1);
            if (last == null || !last.getTag().equals(section)) {
                last = new Element(section);
                getElement().appendChild(last);
            }
            var row = new Element("tr");
            last.appendChild(row);
            return row;
        }

        Element cell(Element row, String tag, Component content) {
            var cell = new Element(tag);
            cell.appendChild(content.getElement());
            row.appendChild(cell);
            return cell;
        }
    }
}
