package dev.vigia.runs.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runs.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

    private static final Run BASE = SampleRuns.withMetrics(
            SampleRuns.withParams(SampleRuns.run(1), Map.of("eta", "0.1", "depth", "6")),
            Map.of("rmse", 0.12, "auc", 0.9));
    private static final Run OTHER = SampleRuns.withMetrics(
            SampleRuns.withParams(SampleRuns.run(2), Map.of("eta", "0.1", "depth", "8", "seed", "7")),
            Map.of("rmse", 0.15, "auc", 0.9, "loss", Double.NaN));

    @Test
    void marksWhatDiffersFromTheBase() {
        var comparison = compare(BASE, OTHER);
        assertThat(differing(comparison.metrics())).containsExactly("loss", "rmse");
        assertThat(differing(comparison.params())).containsExactly("depth", "seed");
        assertThat(comparison.differences()).isEqualTo(4);
    }

    @Test
    void saysHowFarAMetricMoved() {
        var rmse = compare(BASE, OTHER).metrics().getLast();
        assertThat(rmse.cells().getFirst().delta()).isEmpty();
        assertThat(rmse.cells().getLast().delta()).isEqualTo("+0.03 (+25 %)");
    }

    @Test
    void leavesAHoleWhereARunHasNoSuchKey() {
        var seed = compare(BASE, OTHER).params().getLast();
        assertThat(seed.cells().getFirst().text()).isNull();
        assertThat(seed.cells().getLast().differs()).isTrue();
    }

    @Test
    void takesNotANumberForTheSameAsNotANumber() {
        var one = SampleRuns.withMetrics(BASE, Map.of("loss", Double.NaN));
        assertThat(differing(compare(one, SampleRuns.withMetrics(OTHER, Map.of("loss", Double.NaN)))
                        .metrics()))
                .isEmpty();
    }

    private static RunComparison compare(Run... runs) {
        return RunComparison.of(List.of(runs), run -> "1 s");
    }

    private static List<String> differing(List<RunComparison.Line> lines) {
        return lines.stream()
                .filter(RunComparison.Line::differs)
                .map(RunComparison.Line::name)
                .toList();
    }
}
