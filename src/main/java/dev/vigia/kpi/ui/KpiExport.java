package dev.vigia.kpi.ui;

import dev.vigia.kpi.KpiStatus;
import dev.vigia.platform.Csv;
import dev.vigia.platform.MetricText;
import dev.vigia.projects.ProjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The table of KPIs for elsewhere, page by page so that no size of table fills the memory.
final class KpiExport {

    private static final int PAGE = 500;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final KpiRows rows;
    private final ProjectKey project;
    private final String text;
    private final List<KpiStatus> kpis;

    KpiExport(KpiRows rows, ProjectKey project, String text, List<KpiStatus> kpis) {
        this.rows = rows;
        this.project = project;
        this.text = text;
        this.kpis = kpis;
    }

    private interface Line {
        void write(List<String> cells) throws IOException;
    }

    /// Whole values, and the difference to the baseline in a column of its own.
    void csv(OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        write(true, cells -> Csv.line(writer, cells));
        writer.flush();
    }

    /// A table as one pastes it into a report.
    void markdown(OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var lines = new int[1];
        write(false, cells -> {
            markdown(writer, cells);
            if (lines[0]++ == 0) {
                writer.write("| " + "--- | ".repeat(cells.size()).strip() + "\n");
            }
        });
        writer.flush();
    }

    private static void markdown(Writer writer, List<String> cells) throws IOException {
        writer.write('|');
        for (var cell : cells) {
            writer.write(' ');
            writer.write(cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\\r\\n<>]", " "));
            writer.write(" |");
        }
        writer.write('\n');
    }

    private void write(boolean whole, Line line) throws IOException {
        line.write(headings(whole));
        for (long offset = 0; ; offset += PAGE) {
            var page = rows.slice(project, text, offset, PAGE);
            for (var row : page) {
                line.write(cells(row, whole));
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private List<String> headings(boolean whole) {
        var cells = new ArrayList<>(List.of("Date", "Version", "Run name", "Run ID"));
        for (var kpi : kpis) {
            var name = kpi.kpi().name();
            cells.add(
                    kpi.kpi().unit().isEmpty() ? name : name + " (" + kpi.kpi().unit() + ")");
            if (whole) {
                cells.add(name + " to baseline");
            }
        }
        cells.add("Params hash");
        cells.add("Mark");
        return cells;
    }

    private List<String> cells(KpiRow row, boolean whole) {
        var run = row.run();
        var cells = new ArrayList<>(List.of(
                date(run.startedAt()),
                row.version() == null ? "" : row.version(),
                run.name(),
                whole ? run.id().value() : run.id().abbreviated()));
        for (var kpi : kpis) {
            var sample = row.values().get(kpi.kpi().name());
            var value = sample == null ? null : sample.value();
            var delta = sample == null ? null : kpi.delta(sample);
            if (whole) {
                cells.add(value == null ? "" : value.toString());
                cells.add(delta == null ? "" : delta.toString());
            } else {
                cells.add(value == null ? "–" : (MetricText.of(value) + " " + shown(delta)).strip());
            }
        }
        cells.add(whole ? run.paramsHash() : run.paramsHash().substring(0, 7));
        cells.add(row.mark() == null ? "" : row.mark());
        return cells;
    }

    private static String shown(@Nullable Double delta) {
        return delta == null || delta == 0 ? "" : "(" + KpiWords.delta(delta) + ")";
    }

    private static String date(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }
}
