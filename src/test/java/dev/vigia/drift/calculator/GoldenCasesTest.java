package dev.vigia.drift.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoldenCasesTest {

    static Stream<Arguments> cases() {
        return Golden.cases().map(node -> Arguments.argumentSet(node.get("id").stringValue(), node));
    }

    @Test
    void thereAreFortyOfThem() {
        assertThat(Golden.cases()).hasSize(40);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsEvidentlyDoes(JsonNode golden) {
        var storage = golden.get("storage").stringValue();
        var reference = Rows.column("x", golden.get("reference"), storage);
        var current = Rows.column("x", golden.get("current"), storage);
        var type = ColumnType.ofId(golden.get("type").stringValue()).orElseThrow();
        assertThat(ColumnTypes.of(current, null).id())
                .isEqualTo(golden.get("inferred").stringValue());

        var drift = compare(reference, current, type);
        if (golden.has("error")) {
            assertThat(drift.tested()).isFalse();
            assertThat(drift.note()).isEqualTo("not computed: no values in the current data");
            return;
        }
        var profile = Profile.of(reference, current);
        prepared(golden.get("prepared"), reference, current, profile, storage);
        bins(golden.get("bins"), Bins.of(reference, current, profile, type));
        var expected = golden.get("default");
        assertThat(drift.method()).isNotNull();
        assertThat(drift.method().id()).isEqualTo(expected.get("method").stringValue());
        assertThat(drift.method().shownName()).isEqualTo(expected.get("shown").stringValue());
        assertThat(drift.method().threshold())
                .isEqualTo(expected.get("threshold").doubleValue());
        assertThat(drift.drifted()).isEqualTo(expected.get("drifted").booleanValue());
        Golden.same("default", drift.score(), Golden.number(expected.get("score")));

        var scoring = new Scoring(reference, current, profile, type);
        for (var score : golden.get("scores").properties()) {
            var method = DriftMethod.ofId(score.getKey()).orElseThrow();
            double ours = scoring.score(method);
            Golden.same(score.getKey(), ours, Golden.number(score.getValue().get("score")));
            assertThat(method.drifted(ours))
                    .as(score.getKey())
                    .isEqualTo(score.getValue().get("drifted").booleanValue());
        }
    }

    private static ColumnDrift compare(Column reference, Column current, ColumnType type) {
        var rules = new DriftRules(Map.of("x", type), Map.of(), DriftRules.USUAL_SHARE, false, false);
        return new DriftCalculator(rules)
                .compare(table(reference), table(current))
                .columns()
                .getFirst();
    }

    private static Table table(Column column) {
        return new Table(List.of(column), column.rows(), new SpillFile());
    }

    private static void prepared(JsonNode expected, Column reference, Column current, Profile profile, String storage) {
        assertThat(profile.unique()).isEqualTo(expected.get("unique").longValue());
        assertThat(profile.referenceUnique())
                .isEqualTo(expected.at("/reference/unique").longValue());
        assertThat(profile.currentUnique())
                .isEqualTo(expected.at("/current/unique").longValue());
        assertThat(reference.left()).isEqualTo(expected.at("/reference/n").longValue());
        assertThat(current.left()).isEqualTo(expected.at("/current/n").longValue());
        if (expected.at("/reference").has("sum") && !storage.equals("bool")) {
            Golden.same(
                    "mean",
                    profile.referenceMean() * reference.left(),
                    expected.at("/reference/sum").doubleValue());
        }
    }

    private static void bins(JsonNode expected, Bins bins) {
        List<Long> reference = new ArrayList<>();
        List<Long> current = new ArrayList<>();
        bins.forEach((r, c) -> {
            reference.add(r);
            current.add(c);
        });
        assertThat(reference).hasSize(expected.get("k").intValue());
        assertThat(bins.edges() != null)
                .isEqualTo(expected.get("kind").stringValue().equals("sturges"));
        if (bins.edges() != null) {
            assertThat(bins.edges()[0]).isEqualTo(expected.get("lo").doubleValue());
            assertThat(bins.edges()[bins.edges().length - 1])
                    .isEqualTo(expected.get("hi").doubleValue());
        }
        if (expected.has("reference")) {
            // Labels come in the order of their hashes here.
            assertThat(pairs(reference, current))
                    .containsExactlyInAnyOrderElementsOf(pairs(
                            expected.get("reference")
                                    .valueStream()
                                    .map(JsonNode::longValue)
                                    .toList(),
                            expected.get("current")
                                    .valueStream()
                                    .map(JsonNode::longValue)
                                    .toList()));
        }
    }

    private static List<List<Long>> pairs(List<Long> reference, List<Long> current) {
        List<List<Long>> pairs = new ArrayList<>();
        for (int i = 0; i < reference.size(); i++) {
            pairs.add(List.of(reference.get(i), current.get(i)));
        }
        return pairs;
    }
}
