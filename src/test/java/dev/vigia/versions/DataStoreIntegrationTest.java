package dev.vigia.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataStore.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@VigiaIntegrationTest
class DataStoreIntegrationTest {

    @Autowired
    private DataStore data;

    @Autowired
    private TreeStore trees;

    private static CommitId commit(int number) {
        return new CommitId("%040x".formatted(number));
    }

    private static DataOutput output(String path, Presence presence, String... detail) {
        return new DataOutput(
                path,
                "a".repeat(32),
                3L,
                false,
                "dvc3",
                "main",
                "files/md5/aa/a",
                presence,
                "code",
                List.of(detail),
                true);
    }

    private static Answer answer(int commit, Presence presence, String... detail) {
        return new Answer(commit(commit), List.of(output("m", presence, detail)), List.of(), true, "s");
    }

    @Test
    void tellsWhatChangedAndKeepsTheRest() {
        ProjectKey project = new ProjectKey("data-changes");
        assertThat(data.store(project, List.of(answer(1, Presence.PRESENT), answer(2, Presence.MISSING))))
                .containsExactlyInAnyOrder(commit(1), commit(2));
        assertThat(data.store(project, List.of(answer(1, Presence.PRESENT), answer(2, Presence.PRESENT))))
                .containsExactly(commit(2));
        assertThat(data.known(project)).hasSize(2).allSatisfy((commit, known) -> {
            assertThat(known.open()).isFalse();
            assertThat(known.settings()).isEqualTo("s");
        });
        assertThat(data.states(project, List.of(commit(2), commit(3))))
                .hasSize(1)
                .allSatisfy((commit, state) -> {
                    assertThat(state.checkedAt()).isNotNull();
                    assertThat(state.outputs()).containsExactly(output("m", Presence.PRESENT));
                });
        assertThat(data.states(new ProjectKey("another"), List.of(commit(2)))).isEmpty();
    }

    @Test
    void storesAnswersLargerThanARow() {
        ProjectKey project = new ProjectKey("data-large");
        List<DataOutput> many = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            many.add(output("folder/ünicode-" + i + "🙂", Presence.MISSING));
        }
        data.store(project, List.of(new Answer(commit(1), many, List.of(), false, "s")));
        assertThat(data.states(project, List.of(commit(1))).get(commit(1)).outputs())
                .isEqualTo(many);
        data.store(project, List.of(answer(1, Presence.PRESENT)));
        assertThat(data.states(project, List.of(commit(1))).get(commit(1)).outputs())
                .hasSize(1);
    }

    @Test
    void remembersWhoWantsADeepCheck() {
        ProjectKey project = new ProjectKey("data-deep");
        data.wantDeep(project, commit(7));
        data.wantDeep(project, commit(7));
        assertThat(data.wantedDeep(project)).isEqualTo(Set.of(commit(7)));
    }

    @Test
    void keepsEveryKindOfTree() {
        ProjectKey project = new ProjectKey("trees");
        List<DvcTracking> kinds = List.of(
                new DvcTracking.Pipeline(2, List.of("dvc.lock: old")),
                new DvcTracking.Registry(1),
                new DvcTracking.Untracked(),
                new DvcTracking.HalfThere("dvc.yaml", "dvc.lock"),
                new DvcTracking.Disagrees(List.of(new DvcTracking.Disagreement("dvc.yaml", "s", "params", "a", "b"))),
                new DvcTracking.Unreadable("dvc.lock", "why"));
        List<DvcTree> written = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            written.add(new DvcTree(
                    new TreeState(
                            commit(i),
                            kinds.get(i),
                            List.of(
                                    new TreeValue("m.json", "a.b", "0.5", 0.5),
                                    new TreeValue("m", "n", "nan", Double.NaN)),
                            List.of(new TreeValue("p.yaml", "", "text 'quoted'", null)),
                            List.of("a problem"),
                            List.of(new UnreadValues("x.py", DvcTree.Values.PARAMS, "why"))),
                    List.of(new DvcTree.DeclaredOutput(
                            "m",
                            "",
                            "a".repeat(32),
                            3L,
                            false,
                            "dvc3",
                            "main",
                            List.of(new DvcTree.VersionedObject("x", null, 1L, "e", "v")),
                            DvcTree.Values.METRICS,
                            null,
                            null)),
                    List.of(new DvcTree.DvcProject("", "main", Map.of("main", Map.of("url", "../x")), null))));
        }
        List<CommitId> commits =
                written.stream().map(tree -> tree.state().commit()).toList();
        assertThat(trees.unread(project, commits)).containsExactlyElementsOf(commits);
        List<TreeStore.Written> texts = written.stream().map(trees::written).toList();
        trees.store(project, texts);
        trees.store(project, texts);
        assertThat(trees.unread(project, commits)).isEmpty();
        assertThat(trees.trees(project, commits).values()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(trees.states(project, commits))
                .containsEntry(commit(3), written.get(3).state())
                .hasSize(kinds.size());
    }

    @Test
    void addsTheValuesReadFromTheRemote() {
        ProjectKey project = new ProjectKey("cached-values");
        TreeValue value = new TreeValue("m.json", "rmse", "0.5", 0.5);
        data.store(
                project,
                List.of(
                        answer(2, Presence.PRESENT),
                        new Answer(
                                commit(1),
                                List.of(),
                                List.of(
                                        new CachedValues("m.json", DvcTree.Values.METRICS, List.of(value), null),
                                        new CachedValues("p.yaml", DvcTree.Values.PARAMS, List.of(), "it is gone")),
                                true,
                                "s")));
        Map<CommitId, List<CachedValues>> values = data.values(project, List.of(commit(1), commit(2)));
        assertThat(values).containsOnlyKeys(commit(1));
        TreeState state = CachedValues.added(
                new TreeState(commit(1), new DvcTracking.Untracked(), List.of(), List.of(), List.of()),
                values.get(commit(1)));
        assertThat(state.metrics()).containsExactly(value);
        assertThat(state.problems()).containsExactly("p.yaml cannot be read: it is gone");
    }
}
