package dev.vigia.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.TreeValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void subtractsInDoublesUnroundedAndKeepsWholeNumbersWhole() {
        assertThat(Difference.of("m", "k", 0.5, 0.51).change()).isEqualTo(0.010000000000000009);
        assertThat(Difference.of("m", "k", 1L, 3L).change()).isEqualTo(2L);
        assertThat(Difference.of("m", "k", true, 2.5).change()).isEqualTo(1.5);
        assertThat(Difference.of("m", "k", "a", "b").change()).isNull();
        assertThat(Difference.of("m", "k", null, 1L).change()).isNull();
    }

    @Test
    void takesOneForOnePointZeroAndNaNForNothing() {
        assertThat(Difference.of("m", "k", 1L, 1.0).differs()).isFalse();
        assertThat(Difference.of("m", "k", true, 1L).differs()).isFalse();
        assertThat(Difference.of("m", "k", 0.0, -0.0).differs()).isFalse();
        assertThat(Difference.of("m", "k", Double.NaN, Double.NaN).differs()).isTrue();
        assertThat(Difference.of("m", "k", "1", 1L).differs()).isTrue();
    }

    @Test
    void keepsEveryDigitOfHugeNumbers() {
        var found = Difference.ofFiles(
                List.of(new TreeValue("m", "k", "9223372036854775807", 9.223372036854775807e18)),
                List.of(new TreeValue("m", "k", "9223372036854775808", 9.223372036854775808e18)));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.differs()).isTrue();
            assertThat(one.change()).isEqualTo(1L);
        });
    }

    @Test
    void listsWhatOnlyOneSideHas() {
        var found = Difference.ofRuns(Map.of("rmse", 0.1, "qwk", 0.8), Map.of("qwk", 0.8, "auc", 0.9));
        assertThat(found).extracting(Difference::key).containsExactly("auc", "qwk", "rmse");
        assertThat(found).extracting(Difference::differs).containsExactly(true, false, true);
    }

    @Test
    void exportsNamesOfStrangersAsText() throws IOException {
        var comparison = new VersionComparison(
                new ProjectKey("bankchurn"),
                new VersionComparison.Side("v1|x", "0".repeat(40), null, true),
                new VersionComparison.Side("=v2", "1".repeat(40), null, true),
                List.of(Difference.of("m.json", "a|<b>", 1L, 3L)),
                List.of(),
                List.of(),
                List.of(),
                List.of("v1|x: m.py cannot be read"));
        assertThat(ComparisonExport.markdown(comparison)).isEqualTo("""
                        ## v1\\|x → =v2

                        ### Metrics at the tags

                        | Path | Metric | v1\\|x | =v2 | Change |
                        |---|---|---|---|---|
                        | m.json | a\\|\\<b\\> | 1 | 3 | 2 |

                        - v1\\|x: m.py cannot be read
                        """);
        var csv = new StringWriter();
        ComparisonExport.csv(comparison, csv);
        assertThat(csv.toString()).isEqualTo("kind,file,key,v1|x,'=v2,change\r\nmetric,m.json,a|<b>,1,3,2\r\n");
    }
}
