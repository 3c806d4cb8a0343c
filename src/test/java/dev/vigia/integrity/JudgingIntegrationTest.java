package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.NOON;
import static dev.vigia.integrity.IntegrityFixtures.PROJECT;
import static dev.vigia.integrity.IntegrityFixtures.commit;
import static dev.vigia.integrity.IntegrityFixtures.data;
import static dev.vigia.integrity.IntegrityFixtures.gone;
import static dev.vigia.integrity.IntegrityFixtures.output;
import static dev.vigia.integrity.IntegrityFixtures.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.vigia.runs.Run;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.TagName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgingIntegrationTest {

    private IntegrityWorld world;

    @BeforeEach
    void start() {
        world = new IntegrityWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void buildsTheTableOfTheSeed() {
        for (var name : List.of("v1.0.0", "v1.0.1", "v1.0.2")) {
            world.tag(name);
        }
        world.run(run("4e7f2ab0", "v1.0.0", commit("v1.0.0")));
        world.run(run("c5d9b8e0", "v1.0.1", commit("v1.0.1")));
        world.drain();

        assertThat(world.rows())
                .extracting(row -> row.tag() + " " + row.runId() + " " + row.experiment() + " " + row.headline())
                .containsExactlyInAnyOrder(
                        "v1.0.0 4e7f2ab0 churn-xgb Whole",
                        "v1.0.1 c5d9b8e0 churn-xgb Whole",
                        "v1.0.2 null null No run claims v1.0.2");
        assertThat(world.rows().getFirst().tag().value()).isEqualTo("v1.0.2");
        assertThat(world.table.counts(IntegrityQuery.of(PROJECT)))
                .containsEntry(Outcome.PASS, 2L)
                .containsEntry(Outcome.FAIL, 1L);
        assertThat(world.table.asOf(PROJECT)).isEqualTo(NOON);
    }

    @Test
    void followsALateVersionTagADeletedRunAndAMovedTag() {
        var tag = world.tag("v1.0.0");
        var run = world.run(run("aaaa1111", null, tag.commit()));
        world.drain();
        assertThat(world.row("v1.0.0").headline()).isEqualTo("No run claims v1.0.0");

        world.pass(Duration.ofMinutes(1));
        world.run(run("aaaa1111", "v1.0.0", tag.commit()));
        world.drain();
        assertThat(world.row("v1.0.0").headline()).isEqualTo("Whole");

        world.pass(Duration.ofMinutes(1));
        world.run(gone(run("aaaa1111", "v1.0.0", tag.commit())));
        world.drain();
        assertThat(world.row("v1.0.0").headline()).isEqualTo("Run of v1.0.0 was deleted");

        world.pass(Duration.ofMinutes(1));
        world.run(run("aaaa1111", "v1.0.0", tag.commit()));
        world.tag(IntegrityFixtures.moved(tag, commit("elsewhere")));
        world.drain();
        assertThat(world.row("v1.0.0").headline()).startsWith("Tag moved from");

        assertThat(world.table
                        .version(PROJECT, new TagName("v1.0.0"))
                        .orElseThrow()
                        .history())
                .extracting(change -> change.from() + ">" + change.to() + " " + change.because())
                .containsExactly(
                        "PASS>FAIL Run of v1.0.0 was deleted", "FAIL>PASS Whole", "null>FAIL No run claims v1.0.0");
        assertThat(world.published).hasSize(3);
        assertThat(run.version()).isNull();
    }

    @Test
    void leavesUnchangedRowsUntouched() {
        world.tag("v1.0.0");
        world.drain();
        world.ticks.clear();
        world.published.clear();

        world.pass(Duration.ofHours(1));
        world.synced("v1.0.0");
        world.drain();

        assertThat(world.row("v1.0.0").judgedAt()).isEqualTo(NOON);
        assertThat(world.ticks).isEmpty();
        assertThat(world.published).isEmpty();
    }

    @Test
    void judgesOnlyWhatAChangeTouches() {
        world.tag("v1.0.0");
        world.tag("v1.0.1");
        world.drain();
        world.pass(Duration.ofHours(1));

        world.run(run("aaaa1111", "v1.0.1", commit("v1.0.1")));
        world.drain();

        assertThat(world.row("v1.0.0").judgedAt()).isEqualTo(NOON);
        assertThat(world.row("v1.0.1").judgedAt()).isEqualTo(world.now);
    }

    @Test
    void knowsSinceWhenARemoteIsSilent() {
        var tag = world.tag("v1.0.0");
        world.data.put(
                tag.commit(), data(tag.commit(), output("m", Presence.UNKNOWN, "remote-unreachable", "timeout")));
        world.run(run("aaaa1111", "v1.0.0", tag.commit()));
        world.drain();
        world.pass(Duration.ofMinutes(6));
        world.data.put(
                tag.commit(), data(tag.commit(), output("m", Presence.UNKNOWN, "remote-unreachable", "timeout")));
        world.synced("v1.0.0");
        world.drain();

        assertThat(world.row("v1.0.0").headline()).isEqualTo("Remote s3-prod silent 6 m");
        assertThat(world.row("v1.0.0").judgedAt()).isEqualTo(NOON);
    }

    @Test
    void judgesRunsOnlyAfterTheFirstGoodSync() {
        world.runsReadAt = null;
        world.tag("v1.0.0");
        world.drain();
        assertThat(world.check("v1.0.0", CheckKind.RUN_LINKED).code()).isEqualTo("runs-not-synced");

        world.runsReadAt = NOON;
        world.drain();
        assertThat(world.check("v1.0.0", CheckKind.RUN_LINKED).code()).isEqualTo("run-missing");
    }

    @Test
    void takesTheBareVersionAwayWhenASecondModelGetsIt() {
        var churn = world.tag("churn@v1.2.0");
        world.run(run("aaaa1111", "v1.2.0", churn.commit()));
        world.drain();
        assertThat(world.row("churn@v1.2.0").headline()).isEqualTo("Whole");

        world.tag("fraud@v1.2.0");
        world.drain();
        assertThat(world.row("churn@v1.2.0").headline()).isEqualTo("No run claims churn@v1.2.0");
        assertThat(world.table.orphanRuns(PROJECT)).extracting(OrphanRun::code).containsExactly("version-of-several");

        world.tag(IntegrityFixtures.deleted(IntegrityFixtures.tag("fraud@v1.2.0")));
        world.drain();
        assertThat(world.row("churn@v1.2.0").headline()).isEqualTo("Whole");
        assertThat(world.table.orphanRuns(PROJECT)).isEmpty();
    }

    @Test
    void findsRunsWhoseClaimDoesNotFit() {
        world.otherTags.add("nightly");
        var tag = world.tag("v1.0.0");
        world.run(run("aaaa1111", "v9.9.9", tag.commit()));
        world.run(run("bbbb2222", "v1.0.0", tag.commit()));
        world.run(run("cccc3333", "v1.0.0", tag.commit()));
        world.run(run("dddd4444", "nightly", tag.commit()));
        world.drain();

        assertThat(world.table.orphanRuns(PROJECT))
                .extracting(orphan -> orphan.runId() + " " + orphan.code() + " " + orphan.reason())
                .containsExactly(
                        "aaaa1111 version-without-tag Claims v9.9.9, and no tag has that version.",
                        "bbbb2222 version-claimed-twice Claims v1.0.0, and so does cccc333.",
                        "cccc3333 version-claimed-twice Claims v1.0.0, and so does bbbb222.");

        world.run(gone(run("cccc3333", "v1.0.0", tag.commit())));
        world.tag("v9.9.9");
        world.drain();
        assertThat(world.table.orphanRuns(PROJECT)).isEmpty();
    }

    @Test
    void forgetsATagThatIsNoLongerAVersion() {
        world.tag("v1.0.0");
        world.drain();
        world.tags.remove("v1.0.0");
        world.synced("v1.0.0");
        world.drain();

        assertThat(world.rows()).isEmpty();
    }

    @Test
    void filtersSortsAndPages() {
        for (var name : List.of("v1.0.0", "v1.1.0", "v1.2.0", "100%_odd")) {
            var tag = world.tag(name);
            if (!name.equals("v1.1.0")) {
                world.run(run("run" + name, name, tag.commit()));
            }
        }
        var lost = commit("v1.2.0");
        world.data.put(lost, data(lost, output("m", Presence.MISSING, "object-missing")));
        world.drain();

        assertThat(tags(query(Set.of(Outcome.FAIL), Set.of(), null))).containsExactlyInAnyOrder("v1.1.0", "v1.2.0");
        assertThat(tags(query(Set.of(), Set.of(CheckKind.DATA_PUSHED), null))).containsExactly("v1.2.0");
        assertThat(tags(query(Set.of(), Set.of(CheckKind.DATA_PUSHED, CheckKind.RUN_LINKED), null)))
                .containsExactlyInAnyOrder("v1.1.0", "v1.2.0");
        assertThat(tags(query(Set.of(), Set.of(), "No Run CLAIMS"))).containsExactly("v1.1.0");
        assertThat(tags(query(Set.of(), Set.of(), "%_"))).containsExactly("100%_odd");
        assertThat(tags(query(Set.of(), Set.of(), "' or 1=1 --"))).isEmpty();
        assertThat(world.table.rows(IntegrityQuery.of(PROJECT), 1, 2)).hasSize(2);
        assertThat(world.table.counts(query(Set.of(Outcome.PASS), Set.of(), null)))
                .containsEntry(Outcome.FAIL, 2L);
    }

    @Test
    void comparesTagDataAndRunWithDifferencesFirst() {
        var tag = world.tag("v1.0.0");
        var plain = run("aaaa1111", "v1.0.0", commit("another"));
        world.run(new Run(
                plain.id(),
                plain.name(),
                "0",
                "e",
                null,
                plain.status(),
                NOON,
                NOON,
                false,
                plain.artifacts(),
                plain.sourceCommit(),
                plain.version(),
                null,
                Map.of("rmse", 0.1184),
                Map.of("max_depth", "7"),
                Map.of("model.pkl.md5", "ffffffffffff"),
                ""));
        world.drain();

        var comparison = world.table
                .version(PROJECT, new TagName("v1.0.0"))
                .orElseThrow()
                .comparison();
        assertThat(comparison)
                .extracting(each -> each.kind() + " " + each.name() + " " + each.differs())
                .containsExactly(
                        "commit commit true",
                        "output model.pkl true",
                        "param params.yaml:train.max_depth true",
                        "metric metrics.json:rmse false");
        assertThat(tag.moved()).isFalse();
    }

    @Test
    void survivesOddNames() {
        for (var name : List.of("a'b\"c", "x#y", "team/model@v1.0.0#3", "🎉-release", "-rf", "new\u00a0tag")) {
            var tag = world.tag(name);
            world.run(run("run-" + name.hashCode(), name, tag.commit()));
        }
        world.drain();

        assertThat(world.rows())
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Outcome.PASS));
    }

    @Test
    void givesTheSameTableHoweverOftenItIsInterrupted() {
        world.tag("v1.0.0");
        world.tag("v1.0.1");
        world.run(run("aaaa1111", "v1.0.0", commit("v1.0.0")));
        // Each time something else fails: reading trees, reading data, and the very last step.
        var tree = world.trees.remove(commit("v1.0.1"));
        world.trees.put(commit("v1.0.1"), null);
        assertThatThrownBy(world::drain).isInstanceOf(RuntimeException.class);
        assertThat(world.rows()).isEmpty();
        assertThat(world.marks.open(PROJECT).isEmpty()).isFalse();

        world.trees.put(commit("v1.0.1"), tree);
        assertThatThrownBy(() -> world.transaction.executeWithoutResult(_ -> {
                    world.drain();
                    throw new IllegalStateException("killed before the commit");
                }))
                .hasMessageContaining("killed");
        assertThat(world.rows()).isEmpty();

        world.drain();
        world.drain();
        assertThat(world.rows()).hasSize(2);
        assertThat(world.rows()).allSatisfy(row -> assertThat(history(row)).hasSize(1));
        assertThat(world.marks.open(PROJECT).isEmpty()).isTrue();
    }

    @Test
    void countsAChangeOnceWhenSeveralReplicasJudgeAtOnce() throws Exception {
        for (var index = 0; index < 50; index++) {
            world.tag("v1.0." + index);
        }
        try (var replicas = Executors.newFixedThreadPool(3)) {
            var all = List.of(
                    replicas.submit(world::drain), replicas.submit(world::drain), replicas.submit(world::drain));
            for (var each : all) {
                each.get();
            }
        }
        assertThat(world.rows()).hasSize(50);
        assertThat(world.rows()).allSatisfy(row -> assertThat(history(row)).hasSize(1));
        assertThat(world.published).hasSize(50);
    }

    @Test
    void judgesThousandsChunkByChunkAndGoesOnWhereOneFailed() {
        for (var index = 0; index < 2_100; index++) {
            world.tag("v1.0." + index);
        }
        var tree = world.trees.put(commit("v1.0.2050"), null);
        assertThatThrownBy(world::drain).isInstanceOf(RuntimeException.class);
        assertThat(world.marks.open(PROJECT).isEmpty()).isFalse();

        world.trees.put(commit("v1.0.2050"), tree);
        world.pass(Duration.ofMinutes(1));
        world.drain();
        assertThat(world.table.counts(IntegrityQuery.of(PROJECT))).containsExactly(entry(Outcome.FAIL, 2_100L));
        assertThat(world.marks.open(PROJECT).isEmpty()).isTrue();
        assertThat(history(world.row("v1.0.0"))).hasSize(1);
        assertThat(history(world.row("v1.0.2050"))).hasSize(1);
        // Each is told of once, whether its chunk was stored before the failure or after it.
        assertThat(world.published).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheFirstVerdictWhenTheRowSaysSomethingElse() {
        var tag = world.tag("v1.0.0");
        world.drain();
        assertThat(history(world.row("v1.0.0")))
                .extracting(VersionReport.Change::at)
                .containsExactly(NOON);
        world.pass(Duration.ofMinutes(1));
        world.run(run("aaaa1111", "v1.0.0", tag.commit()));
        world.drain();
        assertThat(history(world.row("v1.0.0")))
                .extracting(VersionReport.Change::at)
                .containsExactly(NOON.plusSeconds(60), NOON);
        world.pass(Duration.ofMinutes(1));
        world.tag(IntegrityFixtures.moved(tag, commit("elsewhere")));
        world.drain();
        assertThat(history(world.row("v1.0.0"))).hasSize(3);
    }

    @Test
    void keepsAMarkThatArrivesWhileAnotherIsAnswered() {
        world.tag("v1.0.0");
        var open = world.marks.open(PROJECT);
        world.synced("v1.0.0");
        world.marks.delete(open);

        assertThat(world.marks.open(PROJECT).tags()).containsExactly("v1.0.0");
    }

    private static IntegrityQuery query(Set<Outcome> verdicts, Set<CheckKind> failing, String text) {
        return new IntegrityQuery(Set.of(PROJECT), verdicts, failing, text, IntegrityQuery.Sort.PROBLEMS);
    }

    private List<String> tags(IntegrityQuery query) {
        return world.table.rows(query, 0, 100).stream()
                .map(row -> row.tag().value())
                .toList();
    }

    private List<VersionReport.Change> history(IntegrityRow row) {
        return world.table.version(row.project(), row.tag()).orElseThrow().history();
    }
}
