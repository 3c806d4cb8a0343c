package dev.vigia.versions.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty tags made by the real dvc, of which eleven have lost data: all are found and none is accused wrongly, where
/// `dvc status -c` finds six.
class DvcCasePeerTest {

    @TempDir
    static Path folder;

    private static Map<String, DvcCase.Verdict> expected;
    private static Map<String, DvcCase.Verdict> answers;

    @BeforeAll
    static void build() throws Exception {
        Path made = folder.resolve("case");
        DvcCase.build(made);
        expected = DvcCase.expected(made.resolve("verdicts.tsv"));
        answers = DvcCase.answers(made.resolve("project"));
    }

    @Test
    void tellsTheTruthOfEveryTag() {
        assertThat(expected).hasSize(20);
        assertThat(expected.values())
                .filteredOn(verdict -> verdict.verdict().equals("missing"))
                .hasSize(11);
        assertThat(answers).containsExactlyInAnyOrderEntriesOf(expected);
    }
}
