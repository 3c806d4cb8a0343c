package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.versions.DvcTracking.Disagreement;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.DvcTree.Values;
import dev.vigia.versions.DvcTree.VersionedObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeJsonTest {

    private static final CommitId COMMIT = new CommitId("c".repeat(40));
    private static final String ODD = "\"quoted\" \\ \u0001 \n é 😀 </script>";

    private final TreeJson json = new TreeJson();

    static Stream<DvcTracking> trackings() {
        return Stream.of(
                new DvcTracking.Pipeline(3, List.of("old@1", ODD)),
                new DvcTracking.Registry(7),
                new DvcTracking.Untracked(),
                new DvcTracking.HalfThere("dvc.yaml", "dvc.lock"),
                new DvcTracking.Disagrees(List.of(new Disagreement("dvc.lock", "train", "command", ODD, ""))),
                new DvcTracking.Unreadable("dvc.yaml", ODD));
    }

    @ParameterizedTest
    @MethodSource("trackings")
    void readsWhatItWrote(DvcTracking tracking) {
        var tree = new DvcTree(
                new TreeState(
                        COMMIT,
                        tracking,
                        List.of(
                                new TreeValue("metrics.json", "rmse", "0.1", 0.1),
                                new TreeValue("metrics.json", "nan", "NaN", Double.NaN),
                                new TreeValue("metrics.json", "up", "inf", Double.POSITIVE_INFINITY)),
                        List.of(new TreeValue("params.yaml", ODD, ODD, null)),
                        List.of(ODD),
                        List.of(new UnreadValues("m.json", Values.METRICS, ODD))),
                List.of(
                        new DeclaredOutput(
                                "data", "", "abc.dir", 12L, true, "dvc3", "store", List.of(), null, null, null),
                        new DeclaredOutput(
                                ODD,
                                "sub",
                                null,
                                null,
                                false,
                                "version-aware",
                                null,
                                List.of(
                                        new VersionedObject("a", "m", 1L, "e", "v"),
                                        new VersionedObject("", null, null, null, null)),
                                Values.PARAMS,
                                "never-run",
                                ODD)),
                List.of(
                        new DvcProject("", "store", Map.of("store", Map.of("url", ODD)), null),
                        new DvcProject("sub", null, Map.of(), ODD)));

        var text = json.write(tree);

        assertThat(json.read(COMMIT, text)).isEqualTo(tree);
        assertThat(json.readState(COMMIT, text)).isEqualTo(tree.state());
        assertThat(text).doesNotContain("null");
    }
}
