package dev.vigia.integrity.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.vigia.platform.ui.Hash;
import dev.vigia.platform.ui.StatusBadge;
import dev.vigia.platform.ui.Tone;
import dev.vigia.versions.DataOutput;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every output that a push of the tag would carry, and whether it is in its remote; what is missing first.
class OutputsTable extends Div {

    private static final int SHOWN = 200;

    OutputsTable(List<DataOutput> outputs) {
        addClassNames("card", "outputs");
        var table = new ComparisonTable.Table();
        var head = table.row("thead");
        for (String title : List.of("Output", "Hash", "Size", "Remote", "Presence")) {
            table.cell(head, "th", new Span(title)).setAttribute("scope", "col");
        }
        outputs.stream()
                .sorted(Comparator.comparing((DataOutput output) -> output.presence() == DataOutput.Presence.PRESENT)
                        .thenComparing(DataOutput::path))
                .limit(SHOWN)
                .forEach(output -> row(table, output));
        add(table);
        if (outputs.size() > SHOWN) {
            add(quiet((outputs.size() - SHOWN) + " more are in the API’s answer"));
        }
    }

    private static void row(ComparisonTable.Table table, DataOutput output) {
        var row = table.row("tbody");
        var path = new Span(output.path() + (output.directory() ? "/" : ""));
        path.addClassName("mono");
        table.cell(row, "th", path).setAttribute("scope", "row");
        table.cell(row, "td", output.hash() == null ? quiet("–") : new Hash(output.hash(), "hash of " + output.path()));
        table.cell(row, "td", quiet(size(output.size())));
        var remote = quiet(output.remote() == null ? "–" : output.remote());
        if (output.objectKey() != null) {
            remote.setTitle(output.objectKey());
        }
        table.cell(row, "td", remote);
        table.cell(row, "td", presence(output));
    }

    private static Component presence(DataOutput output) {
        var badge = switch (output.presence()) {
            case PRESENT ->
                new StatusBadge(
                        Tone.OK, output.directory() && !output.deep() ? "pushed, files not asked for" : "pushed");
            case MISSING -> new StatusBadge(Tone.BAD, words(output.code()));
            case DAMAGED -> new StatusBadge(Tone.BAD, words(output.code()));
            case UNKNOWN -> new StatusBadge(Tone.UNKNOWN, words(output.code()));
        };
        if (output.detail().isEmpty()) {
            return badge;
        }
        var both = new Div(badge);
        output.detail().stream().limit(5).forEach(detail -> {
            var line = new Div(detail);
            line.addClassNames("secondary", "mono");
            both.add(line);
        });
        return both;
    }

    private static String words(String code) {
        return code.replace('-', ' ');
    }

    private static Span quiet(String text) {
        var span = new Span(text);
        span.addClassName("secondary");
        return span;
    }

    /// Bytes as people read them, decimal units.
    static String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "–";
        }
        var units = List.of("B", "kB", "MB", "GB", "TB");
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.size() - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units.get(unit));
    }
}
