package dev.vigia.drift.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Five comparisons whose numbers of Evidently are written out, and what a whole report says.
class GoldenTableTest {

    @Test
    void hundredIntegersMovedByTen() {
        var scores = scores(numbers(100, i -> i), numbers(100, i -> i + 10.0));
        same(scores, "psi", 0.2932674137586854);
        same(scores, "kl_div", 0.1466337068793427);
        same(scores, "jensenshannon", 0.18355145998130695);
        same(scores, "ks", 0.7020569828664881);
        same(scores, "wasserstein", 0.3464274833209975);
    }

    @Test
    void hundredWavesMovedByTwo() {
        var scores = scores(numbers(100, i -> 10 * Math.sin(i)), numbers(100, i -> 10 * Math.sin(i + 0.5) + 2));
        same(scores, "psi", 0.30409901097945813);
        same(scores, "kl_div", 0.15535294729516175);
        same(scores, "jensenshannon", 0.19234757292455465);
        same(scores, "ks", 0.03638428787491733);
        same(scores, "wasserstein", 0.2794812900059723);
    }

    @Test
    void twoThousandWavesMovedByOne() {
        var scores = scores(numbers(2000, i -> 10 * Math.sin(i)), numbers(2000, i -> 10 * Math.sin(i + 0.5) + 1));
        same(scores, "psi", 0.08869142142099978);
        same(scores, "kl_div", 0.04435664179330269);
        same(scores, "jensenshannon", 0.1048305475500589);
        same(scores, "ks", 3.0388149477440532e-18);
        same(scores, "wasserstein", 0.14189654867548077);
    }

    @Test
    void threeLabelsAndANewOne() {
        var scores =
                scores(labels(Map.of("a", 50, "b", 30, "c", 20)), labels(Map.of("a", 40, "b", 30, "c", 20, "d", 10)));
        same(scores, "psi", 0.7123991075017365);
        same(scores, "kl_div", 0.1107699181375597);
        same(scores, "jensenshannon", 0.1934964620120408);
        same(scores, "chisquare", 0);
        same(scores, "z", 0.155218489684684);
    }

    @Test
    void threeLabelsInOtherShares() {
        var scores = scores(labels(Map.of("a", 50, "b", 30, "c", 20)), labels(Map.of("a", 40, "b", 35, "c", 25)));
        same(scores, "psi", 0.041179066688494366);
        same(scores, "kl_div", 0.02069786144608543);
        same(scores, "jensenshannon", 0.07167825088993672);
        same(scores, "chisquare", 0.129812176855438);
        same(scores, "z", 0.155218489684684);
    }

    @Test
    void aShareAtTheLimitIsDrift() {
        var moved = numbers("moved", 100, i -> i + 50.0);
        var same = numbers("same", 100, i -> i);
        var report = new DriftCalculator(DriftRules.usual())
                .compare(table(numbers("moved", 100, i -> i), same), table(moved, same));
        assertThat(report.driftedColumns()).isOne();
        assertThat(report.share()).isEqualTo(0.5);
        assertThat(report.datasetDrift()).isTrue();
    }

    @Test
    void whatIsNotTestedIsNoPartOfTheShare() {
        var same = numbers("same", 100, i -> i);
        var gone = numbers("gone", 100, i -> i);
        var empty = numbers("gone", 100, i -> Double.NaN);
        var report = new DriftCalculator(DriftRules.usual())
                .compare(table(same, gone, numbers("extra", 100, i -> i)), table(same, empty, words("words", 100)));
        assertThat(report.testedColumns()).isOne();
        assertThat(report.columns())
                .extracting(ColumnDrift::column, ColumnDrift::note)
                .containsExactly(
                        tuple("same", ""),
                        tuple("gone", "not computed: no values in the current data"),
                        tuple("words", "not computed: only in the current data"),
                        tuple("extra", "not computed: only in the reference"));
    }

    @Test
    void infiniteValuesAreLeftOutAndSaid() {
        var report = new DriftCalculator(DriftRules.usual())
                .compare(
                        table(numbers("x", 100, i -> i == 3 ? Double.POSITIVE_INFINITY : i)),
                        table(numbers("x", 100, i -> i)));
        var column = report.columns().getFirst();
        assertThat(column.referenceRows()).isEqualTo(99);
        assertThat(column.referenceMissing()).isZero();
        assertThat(column.note()).isEqualTo("infinite values were left out: 1 of the reference, 0 of the current data");
        assertThat(column.drifted()).isFalse();
    }

    private static Map<DriftMethod, Double> scores(Column reference, Column current) {
        var rules = new DriftRules(Map.of(), Map.of(), DriftRules.USUAL_SHARE, true, false);
        return new DriftCalculator(rules)
                .compare(table(reference), table(current))
                .columns()
                .getFirst()
                .scores();
    }

    private static void same(Map<DriftMethod, Double> scores, String method, double expected) {
        Golden.same(method, scores.get(DriftMethod.ofId(method).orElseThrow()), expected);
    }

    private static Table table(Column... columns) {
        return new Table(List.of(columns), columns[0].rows(), new SpillFile());
    }

    private static Column numbers(int count, IntToDoubleFunction value) {
        return numbers("x", count, value);
    }

    private static Column numbers(String name, int count, IntToDoubleFunction value) {
        var builder = builder(name);
        for (int i = 0; i < count; i++) {
            builder.addNumber(value.applyAsDouble(i), false);
        }
        return builder.build();
    }

    private static Column labels(Map<String, Integer> counts) {
        var builder = builder("x");
        counts.forEach((label, count) -> {
            for (int i = 0; i < count; i++) {
                builder.addLabel(label);
            }
        });
        return builder.build();
    }

    private static Column words(String name, int count) {
        var builder = builder(name);
        for (int i = 0; i < count; i++) {
            builder.addLabel("word " + i);
        }
        return builder.build();
    }

    private static ColumnBuilder builder(String name) {
        return new ColumnBuilder(
                name, new KeyCounts(new KeyRuns(new KeyMemory(new SpillFile(), 1 << 20, 1, () -> 0))), false);
    }
}
