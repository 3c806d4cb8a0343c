package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runs.Artifacts;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.ValueMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueMatcherTest {

    @Test
    void matchesByFullNameFirst() {
        assertThat(pairs(Map.of(), Set.of("train.rmse", "rmse"), "train.rmse", "rmse"))
                .containsExactly("train.rmse=train.rmse", "rmse=rmse");
        assertThat(pairs(Map.of(), Set.of("eval/rmse"), "eval.rmse")).containsExactly("eval.rmse=eval/rmse");
    }

    @Test
    void matchesByLastSegmentOnlyWhereItIsUnambiguous() {
        assertThat(pairs(Map.of(), Set.of("rmse"), "eval.rmse")).containsExactly("eval.rmse=rmse");
        assertThat(pairs(Map.of(), Set.of("rmse"), "eval.rmse", "train.rmse")).isEmpty();
        assertThat(pairs(Map.of(), Set.of("a/rmse", "b/rmse"), "eval.rmse")).isEmpty();
        assertThat(pairs(Map.of(), Set.of("rmse"), "rmse", "train.rmse")).containsExactly("rmse=rmse");
    }

    @Test
    void followsTheConfiguredMapping() {
        assertThat(pairs(Map.of("train.rmse", "training_rmse"), Set.of("training_rmse", "rmse"), "train.rmse"))
                .containsExactly("train.rmse=training_rmse");
        assertThat(pairs(Map.of("m.json:rmse", "other"), Set.of("other", "rmse"), "rmse"))
                .containsExactly("rmse=other");
        assertThat(pairs(Map.of("rmse", "not_there"), Set.of("rmse"), "rmse")).isEmpty();
    }

    @Test
    void comparesNumbersWithinATinyRelativeDifference() {
        assertThat(Values.sameNumber(0.1184, 0.1184 * (1 + 9e-7))).isTrue();
        assertThat(Values.sameNumber(0.1184, 0.1184 * (1 + 2e-6))).isFalse();
        assertThat(Values.sameNumber(0, -0.0)).isTrue();
        assertThat(Values.sameNumber(0, 1e-12)).isFalse();
        assertThat(Values.sameNumber(Double.NaN, Double.NaN)).isTrue();
        assertThat(Values.sameNumber(Double.NaN, 0)).isFalse();
        assertThat(Values.sameNumber(Double.POSITIVE_INFINITY, Double.MAX_VALUE))
                .isTrue();
        assertThat(Values.sameNumber(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isFalse();
    }

    @Test
    void comparesParametersAsTextWithNumbersAndBooleansAsWhatTheyMean() {
        assertThat(same("1", "1.0")).isTrue();
        assertThat(same("1e-3", "0.001")).isTrue();
        assertThat(same("true", "True")).isTrue();
        assertThat(same("null", "None")).isTrue();
        assertThat(same("true", "1")).isFalse();
        assertThat(same("0x10", "16")).isFalse();
        assertThat(same("1d", "1")).isFalse();
        assertThat(same("gbtree", "dart")).isFalse();
        assertThat(same("0.1", "0.10000001")).isFalse();
    }

    @Test
    void doesNotAccuseARunThatAgreesWithOneOfTwoFiles() {
        var tag = IntegrityFixtures.tag("v1");
        var tree = new TreeState(
                tag.commit(),
                new DvcTracking.Registry(1),
                List.of(value("train.json", "rmse", "0.1"), value("test.json", "rmse", "0.2")),
                List.of(),
                List.of());
        var run = IntegrityFixtures.run(
                "a", "v1", null, RunStatus.FINISHED, false, Artifacts.PRESENT, Map.of("rmse", 0.2));

        assertThat(ValueChecks.sameMetrics(tree, run, Map.of()).outcome()).isEqualTo(Outcome.PASS);
    }

    private static boolean same(String atTag, String inRun) {
        return Values.sameText(new TreeValue("params.yaml", "p", atTag, null), inRun);
    }

    private static List<String> pairs(Map<String, String> configured, Set<String> runKeys, String... keys) {
        return new ValueMatcher(configured, runKeys)
                .pairs(Arrays.stream(keys).map(key -> value("m.json", key, "1")).toList()).stream()
                        .map(pair -> pair.atTag().getFirst().key() + "=" + pair.runKey())
                        .toList();
    }
}
