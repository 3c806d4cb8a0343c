package dev.vigia.runs.ui;

import dev.vigia.platform.MetricText;
import dev.vigia.runs.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs beside each other: every metric and parameter that at least one of them has. The first run is the base that
/// the others are measured against.
record RunComparison(List<Run> runs, List<Line> facts, List<Line> metrics, List<Line> params) {

    static final String COMMIT = "made from";
    static final String PARAMS_HASH = "params hash";

    /// @param cells one for each run, in their order
    /// @param differs whether not all runs have the same here; one that lacks it differs from one that has it
    record Line(String name, List<Cell> cells, boolean differs) {}

    /// @param text null where the run has no such thing
    /// @param whole the value with all its digits
    /// @param delta to the base, as text; empty for the base itself and where nothing can be subtracted
    record Cell(@Nullable String text, @Nullable String whole, String delta, boolean differs) {}

    static RunComparison of(List<Run> runs, Function<Run, String> duration) {
        return new RunComparison(
                runs,
                List.of(
                        text("experiment", runs, Run::experiment),
                        text("claims version", runs, Run::version),
                        text(COMMIT, runs, Run::sourceCommit),
                        text("duration", runs, duration),
                        text(PARAMS_HASH, runs, Run::paramsHash)),
                lines(keys(runs, Run::metrics), key -> metric(key, runs)),
                lines(
                        keys(runs, Run::params),
                        key -> text(key, runs, run -> run.params().get(key))));
    }

    long differences() {
        return Stream.of(metrics, params)
                .flatMap(List::stream)
                .filter(Line::differs)
                .count();
    }

    private static Set<String> keys(List<Run> runs, Function<Run, Map<String, ?>> of) {
        var keys = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.<String>naturalOrder()));
        runs.forEach(run -> keys.addAll(of.apply(run).keySet()));
        return keys;
    }

    private static List<Line> lines(Set<String> keys, Function<String, Line> line) {
        var lines = new ArrayList<Line>(keys.size());
        keys.forEach(key -> lines.add(line.apply(key)));
        return List.copyOf(lines);
    }

    private static Line metric(String key, List<Run> runs) {
        var base = runs.getFirst().metrics().get(key);
        var cells = new ArrayList<Cell>(runs.size());
        boolean any = false;
        for (Run run : runs) {
            var value = run.metrics().get(key);
            boolean differs = !Objects.equals(base, value);
            any |= differs;
            cells.add(new Cell(
                    value == null ? null : MetricText.of(value),
                    value == null ? null : value.toString(),
                    base == null || value == null ? "" : MetricText.delta(base, value),
                    differs));
        }
        return new Line(key, List.copyOf(cells), any);
    }

    private static Line text(String key, List<Run> runs, Function<Run, @Nullable String> of) {
        var base = of.apply(runs.getFirst());
        var cells = new ArrayList<Cell>(runs.size());
        boolean any = false;
        for (Run run : runs) {
            var value = of.apply(run);
            boolean differs = !Objects.equals(base, value);
            any |= differs;
            cells.add(new Cell(value, value, "", differs));
        }
        return new Line(key, List.copyOf(cells), any);
    }
}
