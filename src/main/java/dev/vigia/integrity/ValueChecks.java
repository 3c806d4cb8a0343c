package dev.vigia.integrity;

import dev.vigia.runs.Run;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.UnreadValues;
import dev.vigia.versions.ValueMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether the metrics and parameters in the tag's files are those of the run.
final class ValueChecks {

    private ValueChecks() {}

    static Finding sameMetrics(@Nullable TreeState tree, @Nullable Run run, Map<String, String> configured) {
        if (run == null) {
            return Finding.of(CheckKind.SAME_METRICS, Outcome.NOT_APPLICABLE, Code.NO_RUN);
        }
        if (tree == null) {
            return Finding.of(CheckKind.SAME_METRICS, Outcome.UNKNOWN, Code.TREE_NOT_READ);
        }
        var values = compare(metrics(tree, run, configured));
        var unread = unread(tree, DvcTree.Values.METRICS);
        if (values.compared() == 0 && !unread.isEmpty()) {
            return unknown(CheckKind.SAME_METRICS, Code.METRICS_UNREADABLE, unread);
        }
        if (tree.metrics().isEmpty()) {
            return Finding.of(CheckKind.SAME_METRICS, Outcome.NOT_APPLICABLE, Code.NO_METRICS_FILES);
        }
        return finding(
                CheckKind.SAME_METRICS, values, Code.SAME_METRICS, Code.OTHER_METRICS, Code.NO_METRICS_IN_COMMON);
    }

    static Finding sameParams(@Nullable TreeState tree, @Nullable Run run, Map<String, String> configured) {
        if (run == null) {
            return Finding.of(CheckKind.SAME_PARAMS, Outcome.NOT_APPLICABLE, Code.NO_RUN);
        }
        if (tree == null) {
            return Finding.of(CheckKind.SAME_PARAMS, Outcome.UNKNOWN, Code.TREE_NOT_READ);
        }
        var values = compare(params(tree, run, configured));
        var unread = unread(tree, DvcTree.Values.PARAMS);
        if (values.compared() == 0 && !unread.isEmpty()) {
            return unknown(CheckKind.SAME_PARAMS, Code.PARAMS_UNREADABLE, unread);
        }
        if (tree.params().isEmpty()) {
            return Finding.of(CheckKind.SAME_PARAMS, Outcome.NOT_APPLICABLE, Code.NO_PARAMS_FILES);
        }
        return finding(CheckKind.SAME_PARAMS, values, Code.SAME_PARAMS, Code.OTHER_PARAMS, Code.NO_PARAMS_IN_COMMON);
    }

    /// One value on both sides.
    ///
    /// @param name the key with its file
    record Compared(String name, String atTag, String inRun, boolean same) {}

    static List<Compared> metrics(TreeState tree, Run run, Map<String, String> configured) {
        var numbers = tree.metrics().stream()
                .filter(value -> Values.number(value).isPresent())
                .toList();
        return compared(
                new ValueMatcher(configured, run.metrics().keySet()).pairs(numbers),
                key -> Values.text(run.metrics().getOrDefault(key, Double.NaN)),
                (value, key) -> Values.sameNumber(
                        Values.number(value).orElseThrow(), run.metrics().getOrDefault(key, Double.NaN)));
    }

    static List<Compared> params(TreeState tree, Run run, Map<String, String> configured) {
        return compared(
                new ValueMatcher(configured, run.params().keySet()).pairs(tree.params()),
                key -> run.params().getOrDefault(key, ""),
                (value, key) -> Values.sameText(value, run.params().getOrDefault(key, "")));
    }

    private static List<Compared> compared(
            List<ValueMatcher.Pair> pairs, Function<String, String> inRun, BiPredicate<TreeValue, String> same) {
        var result = new ArrayList<Compared>(pairs.size());
        for (var pair : pairs) {
            // The same key may stand in several files (train and test, say): the run can only mean one of them.
            var agreeing = pair.atTag().stream()
                    .filter(value -> same.test(value, pair.runKey()))
                    .findFirst();
            var shown = agreeing.orElse(pair.atTag().getFirst());
            result.add(new Compared(
                    shown.key().isEmpty() ? shown.file() : shown.file() + ":" + shown.key(),
                    shown.text(),
                    inRun.apply(pair.runKey()),
                    agreeing.isPresent()));
        }
        return result;
    }

    private static Evidence.Values compare(List<Compared> all) {
        var differing = all.stream().filter(each -> !each.same()).toList();
        var shown = differing.stream()
                .limit(Evidence.MOST)
                .map(each ->
                        new Evidence.Difference(each.name(), Evidence.clip(each.atTag()), Evidence.clip(each.inRun())))
                .toList();
        return new Evidence.Values(all.size(), differing.size(), shown);
    }

    private static List<UnreadValues> unread(TreeState tree, DvcTree.Values kind) {
        return tree.unread().stream().filter(file -> file.kind() == kind).toList();
    }

    /// With nothing compared, a file that could not be read may have held all of it.
    private static Finding unknown(CheckKind check, Code code, List<UnreadValues> unread) {
        var files = Evidence.cut(unread).stream()
                .map(file -> new Evidence.Difference(file.file(), Evidence.clip(file.why()), null))
                .toList();
        return new Finding(check, Outcome.UNKNOWN, code, new Evidence.Values(0, 0, files));
    }

    private static Finding finding(CheckKind check, Evidence.Values values, Code same, Code other, Code none) {
        if (values.compared() == 0) {
            return new Finding(check, Outcome.NOT_APPLICABLE, none, values);
        }
        return values.differing() == 0
                ? new Finding(check, Outcome.PASS, same, values)
                : new Finding(check, Outcome.FAIL, other, values);
    }
}
