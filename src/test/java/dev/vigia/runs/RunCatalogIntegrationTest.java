package dev.vigia.runs;

import static dev.vigia.runs.RunFixtures.deleted;
import static dev.vigia.runs.RunFixtures.run;
import static dev.vigia.runs.RunFixtures.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.ProjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@VigiaIntegrationTest
class RunCatalogIntegrationTest {

    private static final AtomicInteger PROJECTS = new AtomicInteger();
    private final ProjectKey project = new ProjectKey("catalog-" + PROJECTS.incrementAndGet());

    @Autowired
    RunCatalog catalog;

    @Autowired
    RunIntake intake;

    @Test
    void pagesByCursorWithoutGapOrRepetition() {
        var runs = new ArrayList<RunFacts>();
        for (int i = 0; i < 25; i++) {
            runs.add(run(i));
        }
        for (int i = 25; i < 30; i++) {
            var later = run(i);
            runs.add(new RunFacts(
                    later.id(),
                    later.name(),
                    "1",
                    null,
                    RunStatus.SCHEDULED,
                    i < 28 ? run(1).startedAt() : null,
                    null,
                    false,
                    Artifacts.UNKNOWN,
                    Map.of(),
                    Map.of(),
                    Map.of()));
        }
        store(runs);
        var query = RunQuery.of(project);
        var seen = new ArrayList<Run>();
        String cursor = null;
        do {
            var page = catalog.page(query, 4, cursor);
            assertThat(page.runs()).hasSizeLessThanOrEqualTo(4);
            seen.addAll(page.runs());
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).extracting(Run::id).doesNotHaveDuplicates().hasSize(30);
        assertThat(seen).isEqualTo(catalog.slice(query, 0, 100));
        assertThat(seen.getFirst().id()).isEqualTo(run(24).id());
        assertThat(seen.getLast().startedAt()).isNull();
        assertThat(catalog.slice(query, 10, 5)).isEqualTo(seen.subList(10, 15));
        assertThat(catalog.count(query)).isEqualTo(30);
        assertThat(catalog.page(query, 30, null).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "!!", "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjAuYQ", "LTk5OTk5OTk5OTk5OTk5OTk5LjAuYQ"})
    void refusesACursorThatIsNotOurs(String cursor) {
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.page(RunQuery.of(project), 10, cursor));
    }

    @Test
    void filtersByVersionExperimentStatusAndDeletion() {
        store(List.of(run(1), run(3), deleted(run(6), true), RunFixtures.open(run(9))));
        assertThat(catalog.count(RunQuery.of(project))).isEqualTo(3);
        assertThat(catalog.count(query(null, null, null, null, true))).isEqualTo(4);
        assertThat(catalog.count(query("v1.0.3", null, null, null, true))).isEqualTo(1);
        assertThat(catalog.count(query(null, "churn", null, null, false))).isEqualTo(3);
        assertThat(catalog.count(query(null, "other", null, null, false))).isZero();
        assertThat(catalog.count(query(null, null, RunStatus.RUNNING, null, false)))
                .isEqualTo(1);
    }

    @Test
    void searchesTextAsItIsWritten() {
        store(List.of(
                named(1, "100% done_now!"),
                named(2, "100 done now"),
                named(3, "Ünïcode 😀"),
                tagged(run(4), "version", "V7"),
                named(5, "x' OR '1'='1")));
        assertThat(search("100%")).isEqualTo(1);
        assertThat(search("done_now")).isEqualTo(1);
        assertThat(search("NOW!")).isEqualTo(1);
        assertThat(search("%")).isEqualTo(1);
        assertThat(search("😀")).isEqualTo(1);
        assertThat(search("v7")).isEqualTo(1);
        assertThat(search("' OR '1'='1")).isEqualTo(1);
        assertThat(search("churn")).isEqualTo(5);
        assertThat(search("CI")).isEqualTo(5);
        assertThat(search("a\u0000b")).isZero();
        assertThat(search("  ")).isEqualTo(5);
    }

    @Test
    void findsClaimsOfDeletedRunsToo() {
        store(List.of(run(1), run(3), deleted(run(6), true)));
        assertThat(catalog.claimingAny(project)).extracting(Run::version).containsExactly("v1.0.6", "v1.0.3");
        assertThat(catalog.claiming(project, List.of("v1.0.6", "v9")))
                .extracting(Run::id)
                .containsExactly(run(6).id());
        assertThat(catalog.claiming(project, List.of())).isEmpty();
        assertThat(catalog.find(project, run(1).id()).orElseThrow().metrics()).containsEntry("rmse", 1 / 7.0);
        assertThat(catalog.find(project, new RunId("none"))).isEmpty();
        assertThat(catalog.experiments(project)).isEmpty();
    }

    @Test
    void namesAtMostTwentyLiveRunsOfACommitNewestFirst() {
        var runs = new ArrayList<RunFacts>();
        for (int i = 0; i < 60; i++) {
            runs.add(tagged(run(i), "mlflow.source.git.commit", i % 2 == 0 ? "even" : "odd"));
        }
        runs.set(58, deleted(runs.get(58), true));
        store(runs);
        var found = catalog.madeFrom(project, List.of("even", "absent"));
        assertThat(found).hasSize(20).allMatch(run -> "even".equals(run.sourceCommit()));
        assertThat(found.getFirst().id()).isEqualTo(run(56).id());
        assertThat(catalog.madeFrom(project, List.of("even", "odd"))).hasSize(40);
    }

    @Test
    void findsTheLiveRunsNestedInOneNewestFirst() {
        var parent = run(0);
        var runs = new ArrayList<>(List.of(parent, run(1), tagged(run(2), "mlflow.parentRunId", "another")));
        for (int i = 3; i < 120; i++) {
            runs.add(tagged(run(i), "mlflow.parentRunId", parent.id().value()));
        }
        runs.set(119, deleted(runs.get(119), true));
        store(runs);
        var children = catalog.children(project, parent.id());
        assertThat(children)
                .hasSize(RunCatalog.MOST_CHILDREN)
                .allMatch(run -> parent.id().equals(run.parent()));
        assertThat(children.getFirst().id()).isEqualTo(run(118).id());
        assertThat(children.getFirst().metrics()).isNotEmpty();
        assertThat(catalog.children(project, new RunId("another")))
                .extracting(Run::id)
                .containsExactly(run(2).id());
        assertThat(catalog.children(project, run(1).id())).isEmpty();
        assertThat(catalog.children(new ProjectKey("other"), parent.id())).isEmpty();
    }

    private RunFacts named(int number, String name) {
        var run = run(number);
        var tags = new HashMap<>(run.tags());
        tags.remove("version");
        return new RunFacts(
                run.id(),
                name,
                "1",
                "ci",
                run.status(),
                run.startedAt(),
                run.endedAt(),
                false,
                Artifacts.UNKNOWN,
                Map.of(),
                Map.of(),
                tags);
    }

    private long search(String text) {
        var query = query(null, null, null, text, false);
        assertThat(catalog.slice(query, 0, 100)).hasSize((int) catalog.count(query));
        return catalog.count(query);
    }

    private RunQuery query(
            @Nullable String version,
            @Nullable String experiment,
            @Nullable RunStatus status,
            @Nullable String text,
            boolean deleted) {
        return new RunQuery(project, version, experiment, status, text, deleted);
    }

    private void store(List<RunFacts> runs) {
        intake.begin(project, "version", List.of(RunFixtures.CHURN)).page(runs);
    }
}
