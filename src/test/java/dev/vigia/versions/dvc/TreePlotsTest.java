package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.FileRoots;
import dev.vigia.versions.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreePlotsTest {

    private final TreeReader reader = new TreeReader();
    private final TreePlots plots =
            new TreePlots(reader, new RemoteStores(new FileRoots(List.of()), uri -> {}, Duration.ofSeconds(1)));

    @Test
    void readsAFolderOfPlotsFileByFile() throws IOException {
        var found = read(new TreeFixture()
                .file("dvc.yaml", "plots:\n- dvclive/plots:\n    x: step\n")
                .file("dvclive/plots/metrics/acc.tsv", "step\tacc\n0\t0.5\n2\t0.6\n")
                .file("dvclive/plots/images/tree.png", "PNG"));
        assertThat(found)
                .extracting(Plot::id)
                .containsExactly("dvclive/plots/images/tree.png", "dvclive/plots/metrics/acc.tsv");
        assertThat(found.getFirst().remarks())
                .containsExactly("dvclive/plots/images/tree.png is an image, which is not shown here.");
        assertThat(found.getLast().curves().getFirst().points())
                .containsExactly(new Plot.Point(0, 0.5), new Plot.Point(2, 0.6));
    }

    @Test
    void saysWhatIsWrongWithAPlotAndDrawsTheOthers() throws IOException {
        var found = read(new TreeFixture()
                .file("dvc.yaml", """
                        plots:
                        - gone.csv
                        - model.pkl
                        - broken.json
                        - empty.csv
                        - column.csv: {y: z}
                        - uneven: {x: {column.csv: a}, y: {fine.csv: b}}
                        - confusion.csv: {template: confusion}
                        - ../outside.csv
                        - fine.csv: {template: mine}
                        """)
                .file("model.pkl", "x")
                .file("broken.json", "{\"a\": ")
                .file("empty.csv", "")
                .file("column.csv", "a,b\n1,2\n")
                .file("confusion.csv", "actual,predicted\na,b\n")
                .file("fine.csv", "a,b\n1,2\n2,nan\nx\n"));
        assertThat(found.stream().flatMap(plot -> plot.remarks().stream()))
                .anyMatch(said -> said.equals("gone.csv is not drawn: gone.csv is neither in Git nor in the lock."))
                .anyMatch(said -> said.contains("only JSON, YAML, CSV and TSV files are drawn"))
                .anyMatch(said -> said.contains("broken.json cannot be read: it is not valid JSON"))
                .anyMatch(said -> said.equals("empty.csv is not drawn: it has no rows."))
                .anyMatch(said -> said.equals("column.csv is not drawn: column.csv has no column z."))
                .anyMatch(said -> said.contains("do not have the same number of rows"))
                .anyMatch(said -> said.contains("its template confusion is not drawn here"))
                .anyMatch(said -> said.contains("a template of its own, mine"));
        assertThat(found.getLast().curves())
                .singleElement()
                .satisfies(curve -> assertThat(curve.points())
                        .containsExactly(
                                new Plot.Point(0, 2), new Plot.Point(1, Double.NaN), new Plot.Point(2, Double.NaN)));
    }

    @Test
    void drawsNoMoreRowsThanAScreenCanShow() throws IOException {
        var lines = new StringBuilder("y\n");
        for (int i = 0; i < PlotData.MAX_ROWS + 7; i++) {
            lines.append(i).append('\n');
        }
        var found =
                read(new TreeFixture().file("dvc.yaml", "plots: [long.csv]\n").file("long.csv", lines.toString()));
        assertThat(found.getFirst().curves().getFirst().points()).hasSize(PlotData.MAX_ROWS);
        assertThat(found.getFirst().remarks()).containsExactly("long.csv has 50007 rows; the first 50000 are drawn.");
    }

    @Test
    void drawsWhatIsOverNoNumberInItsOrder() throws IOException {
        var found = read(new TreeFixture()
                .file("dvc.yaml", "plots:\n- days.csv: {x: day, y: loss}\n")
                .file("days.csv", "day,loss\nmonday,3\ntuesday,2\n"));
        assertThat(found.getFirst().curves().getFirst().points())
                .containsExactly(new Plot.Point(0, 3), new Plot.Point(1, 2));
        assertThat(found.getFirst().remarks()).singleElement().asString().contains("in their order");
    }

    private List<Plot> read(TreeFixture tree) throws IOException {
        return plots.read(DvcCase.project(Path.of("/nowhere")), tree, reader.read(tree));
    }
}
