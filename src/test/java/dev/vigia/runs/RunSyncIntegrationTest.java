package dev.vigia.runs;

import static dev.vigia.runs.RunFixtures.CHURN;
import static dev.vigia.runs.RunFixtures.START;
import static dev.vigia.runs.RunFixtures.deleted;
import static dev.vigia.runs.RunFixtures.measured;
import static dev.vigia.runs.RunFixtures.open;
import static dev.vigia.runs.RunFixtures.run;
import static dev.vigia.runs.RunFixtures.tagged;
import static dev.vigia.runs.RunFixtures.untagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.VigiaIntegrationTest;
import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceSync.Mode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@VigiaIntegrationTest(properties = "vigia.runs.claims=5")
@Import(RunSyncIntegrationTest.Heard.class)
class RunSyncIntegrationTest {

    private static final AtomicInteger PROJECTS = new AtomicInteger();

    @TestConfiguration
    static class Heard {
        final List<RunsSynced> events = Collections.synchronizedList(new ArrayList<>());
        boolean alwaysInTransaction = true;

        @EventListener
        void on(RunsSynced event) {
            alwaysInTransaction &= TransactionSynchronizationManager.isActualTransactionActive();
            events.add(event);
        }
    }

    private final FakeRunSource source = new FakeRunSource();
    private final Project project = RunFixtures.project("sync-" + PROJECTS.incrementAndGet(), FakeRunSource.URI);
    private Instant now = START.plusSeconds(86_400);

    @Autowired
    RunStore store;

    @Autowired
    RunIntake intake;

    @Autowired
    RunReader reader;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RunSyncSettings settings;

    @Autowired
    Heard heard;

    @Test
    void storesTheSameTableWhereverItWasInterrupted() throws Exception {
        for (int i = 0; i < 47; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        var whole = table(project.key());
        assertThat(whole).hasSize(47);
        for (int pages = 0; pages < 5; pages++) {
            var interrupted = RunFixtures.project(project.key() + "-" + pages, FakeRunSource.URI);
            source.pagesUntilFailure = pages;
            assertThatThrownBy(() -> sync(interrupted, Mode.INCREMENTAL)).isInstanceOf(SourceFailure.class);
            assertThat(table(interrupted.key())).hasSize(pages * 10);
            source.pagesUntilFailure = Integer.MAX_VALUE;
            sync(interrupted, Mode.INCREMENTAL);
            assertThat(table(interrupted.key())).isEqualTo(whole);
        }
    }

    @Test
    void anInterruptedSweepStillFindsWhatIsGone() throws Exception {
        for (int i = 0; i < 30; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        source.runs.remove(run(3).id());
        for (int pages = 0; pages < 3; pages++) {
            source.pagesUntilFailure = pages;
            assertThatThrownBy(() -> sync(project, Mode.FULL)).isInstanceOf(SourceFailure.class);
            assertThat(reader.find(project.key(), run(3).id())).isPresent();
        }
        source.pagesUntilFailure = Integer.MAX_VALUE;
        heard.events.clear();
        assertThat(sync(project, Mode.FULL)).contains("1 gone");
        assertThat(table(project.key())).hasSize(29);
        assertThat(events())
                .containsExactly(new RunsSynced(
                        project.key(),
                        Set.of(run(3).id()),
                        Set.of("v1.0.3"),
                        Set.of(run(3).tags().get("mlflow.source.git.commit"))));
    }

    @Test
    void writesNothingAndSaysNothingWhenNothingChanged() throws Exception {
        for (int i = 0; i < 25; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        heard.events.clear();
        jdbc.update(
                "update run_values set params = '{}' where project = ?",
                project.key().value());
        assertThat(sync(project, Mode.FULL)).startsWith("nothing changed");
        assertThat(events()).isEmpty();
        assertThat(reader.find(project.key(), run(1).id()).orElseThrow().params())
                .isEmpty();
    }

    @Test
    void asksIncrementallyOnlyForWhatIsNewOrOpen() throws Exception {
        for (int i = 0; i < 100; i++) {
            source.put(run(i));
        }
        source.put(open(run(5)));
        sync(project, Mode.FULL);
        source.put(run(5));
        source.put(run(100));
        assertThat(sync(project, Mode.INCREMENTAL)).isEqualTo("1 new runs, 1 changed");
        assertThat(source.handedOver).isLessThan(15);
        assertThat(reader.find(project.key(), run(5).id()).orElseThrow().status())
                .isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void seesLateChangesOfTheNewestVersionsAtOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        now = now.plusSeconds(864_000);
        source.put(tagged(run(38), "version", "v9.0.0"));
        source.put(deleted(run(39), true));
        source.put(untagged(run(36), "version"));
        heard.events.clear();
        assertThat(sync(project, Mode.INCREMENTAL)).isEqualTo("0 new runs, 3 changed");

        assertThat(reader.claiming(project.key(), List.of("v9.0.0", "v1.0.36")))
                .extracting(Run::id)
                .containsExactly(run(38).id());
        assertThat(reader.find(project.key(), run(39).id()).orElseThrow().deleted())
                .isTrue();
        assertThat(events())
                .flatExtracting(RunsSynced::versions)
                .containsExactlyInAnyOrder("v9.0.0", "v1.0.36", "v1.0.39");
    }

    @Test
    void takesALateVersionTagADeletionAndARestoreFromTheSweep() throws Exception {
        for (int i = 0; i < 40; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        source.put(tagged(run(1), "version", "v9.0.0"));
        source.put(deleted(run(3), true));
        sync(project, Mode.INCREMENTAL);
        assertThat(reader.claiming(project.key(), List.of("v9.0.0"))).isEmpty();

        heard.events.clear();
        sync(project, Mode.FULL);
        assertThat(reader.claiming(project.key(), List.of("v9.0.0")))
                .extracting(Run::id)
                .containsExactly(run(1).id());
        assertThat(reader.find(project.key(), run(3).id()).orElseThrow().deleted())
                .isTrue();
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.versions()).containsExactlyInAnyOrder("v9.0.0", "v1.0.3"));

        source.put(run(3));
        sync(project, Mode.FULL);
        assertThat(reader.find(project.key(), run(3).id()).orElseThrow().deleted())
                .isFalse();
    }

    @Test
    void tellsBothTheVersionBeforeAndAfterAChange() throws Exception {
        source.put(run(3));
        sync(project, Mode.FULL);
        heard.events.clear();
        source.put(tagged(tagged(run(3), "version", "v2.0.0"), "mlflow.source.git.commit", "f".repeat(40)));
        sync(project, Mode.FULL);
        assertThat(events())
                .containsExactly(new RunsSynced(
                        project.key(),
                        Set.of(run(3).id()),
                        Set.of("v1.0.3", "v2.0.0"),
                        Set.of(run(3).tags().get("mlflow.source.git.commit"), "f".repeat(40))));
        assertThat(heard.alwaysInTransaction).isTrue();
    }

    @Test
    void readsADeletedRestoredOrRenamedExperimentAgainAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            source.put(run(i));
        }
        sync(project, Mode.FULL);
        now = now.plusSeconds(864_000);
        source.experiments.set(0, new Experiment(CHURN.id(), CHURN.name(), true));
        sync(project, Mode.INCREMENTAL);
        assertThat(all(project)).hasSize(20).allMatch(Run::deleted);
        source.experiments.set(0, new Experiment(CHURN.id(), "churn 2", false));
        sync(project, Mode.INCREMENTAL);
        assertThat(all(project))
                .hasSize(20)
                .noneMatch(Run::deleted)
                .allMatch(run -> run.experiment().equals("churn 2"));
        source.experiments.clear();
        sync(project, Mode.INCREMENTAL);
        assertThat(all(project)).isEmpty();
    }

    @Test
    void dropsRunsOfExperimentsThatAreNoLongerWatched() throws Exception {
        source.put(run(1));
        source.experiments.add(new Experiment("2", "other", false));
        sync(project, Mode.FULL);
        var narrower = RunFixtures.project(project.key().value(), FakeRunSource.URI, "other", "absent");
        assertThat(sync(narrower, Mode.INCREMENTAL)).endsWith("no experiment is named absent");
        assertThat(all(project)).isEmpty();
    }

    @Test
    void followsAChangedVersionTag() throws Exception {
        source.put(tagged(run(1), "release", "v3.0.0"));
        sync(project, Mode.FULL);
        var mlflow = new Project.Mlflow(FakeRunSource.URI, null, null, null, List.of(), "release");
        sync(new Project(project.key(), "x", null, mlflow, project.dvc()), Mode.INCREMENTAL);
        assertThat(reader.claiming(project.key(), List.of("v3.0.0"))).hasSize(1);
    }

    @Test
    void aClockAheadOfOursHidesNothing() throws Exception {
        source.put(run(10_000_000));
        sync(project, Mode.FULL);
        now = now.plusSeconds(60);
        var begun = new RunFacts(
                new RunId("new"),
                "new",
                "1",
                null,
                RunStatus.RUNNING,
                now,
                null,
                false,
                Artifacts.UNKNOWN,
                Map.of(),
                Map.of(),
                Map.of());
        source.put(begun);
        sync(project, Mode.INCREMENTAL);
        assertThat(reader.find(project.key(), begun.id())).isPresent();
    }

    @Test
    void keepsWhatNoOtherStoreWouldKeep() throws Exception {
        var metrics = Map.of(
                "nan",
                Double.NaN,
                "up",
                Double.POSITIVE_INFINITY,
                "down",
                Double.NEGATIVE_INFINITY,
                "val/auc",
                0.1 + 0.2);
        var odd = new RunFacts(
                new RunId("odd"),
                "nul \u0000 and half \ud83d a pair, whole 😀",
                "1",
                null,
                RunStatus.UNKNOWN,
                null,
                null,
                false,
                Artifacts.PRESENT,
                metrics,
                Map.of("long", "x".repeat(8000), "opt/lr", "1e-3", "nul", "a\u0000b", "huge", "é".repeat(3_000_000)),
                Map.of("version", "v".repeat(8000), "mlflow.parentRunId", "parent"));
        source.put(odd);
        sync(project, Mode.FULL);
        var stored = reader.find(project.key(), odd.id()).orElseThrow();
        assertThat(stored.metrics()).isEqualTo(metrics);
        assertThat(stored.params()).isEqualTo(odd.params());
        assertThat(stored.tags()).isEqualTo(odd.tags());
        assertThat(stored.name()).contains("😀").doesNotContain("\u0000");
        assertThat(stored.version()).hasSize(400);
        assertThat(stored.parent()).isEqualTo(new RunId("parent"));
        assertThat(stored.startedAt()).isNull();
        assertThat(sync(project, Mode.FULL)).startsWith("nothing changed");
        source.put(measured(odd, Map.of("nan", 1.0)));
        assertThat(sync(project, Mode.FULL)).isEqualTo("0 new runs, 1 changed");
    }

    @Test
    void looksForArtifactsOnlyOfEndedRunsThatClaimAVersion() throws Exception {
        source.put(run(1));
        source.put(run(3));
        source.put(run(6));
        source.put(open(run(9)));
        source.artifacts.put(run(3).id(), Artifacts.PRESENT);
        source.artifacts.put(run(6).id(), Artifacts.ABSENT);
        sync(project, Mode.FULL);
        assertThat(source.looked).containsExactlyInAnyOrder(run(3).id(), run(6).id());
        assertThat(reader.find(project.key(), run(3).id()).orElseThrow().artifacts())
                .isEqualTo(Artifacts.PRESENT);
        assertThat(reader.find(project.key(), run(6).id()).orElseThrow().artifacts())
                .isEqualTo(Artifacts.ABSENT);

        source.looked.clear();
        sync(project, Mode.INCREMENTAL);
        assertThat(source.looked).isEmpty();
        source.artifacts.put(run(6).id(), Artifacts.PRESENT);
        heard.events.clear();
        sync(project, Mode.FULL);
        assertThat(source.looked).containsExactly(run(6).id());
        assertThat(events()).extracting(RunsSynced::versions).containsExactly(Set.of("v1.0.6"));
        source.put(tagged(run(3), "team", "risk"));
        sync(project, Mode.FULL);
        assertThat(reader.find(project.key(), run(3).id()).orElseThrow().artifacts())
                .isEqualTo(Artifacts.PRESENT);
    }

    private String sync(Project which, Mode mode) throws SourceFailure {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var sync =
                new RunSync(store, intake, new ArtifactLook(store, intake, settings), List.of(source), settings, clock);
        return sync.sync(which, mode, (what, done, total) -> {});
    }

    private List<RunsSynced> events() {
        return heard.events.stream()
                .filter(event -> event.project().equals(project.key()))
                .toList();
    }

    private List<Run> all(Project which) {
        return reader.slice(new RunQuery(which.key(), null, null, null, null, true), 0, 1000);
    }

    private Map<String, List<Map<String, Object>>> table(ProjectKey key) {
        var rows = new HashMap<String, List<Map<String, Object>>>();
        jdbc.queryForList(
                        "select r.*, v.metrics, v.params, v.tags from runs r"
                                + " join run_values v on v.project = r.project and v.run_id = r.run_id"
                                + " where r.project = ?",
                        key.value())
                .forEach(row -> {
                    row.remove("project");
                    rows.merge((String) row.get("run_id"), List.of(row), (one, two) -> {
                        throw new AssertionError("twice: " + one);
                    });
                });
        return rows;
    }
}
