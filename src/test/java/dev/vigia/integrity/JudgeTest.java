package dev.vigia.integrity;

import static dev.vigia.integrity.IntegrityFixtures.NOON;
import static dev.vigia.integrity.IntegrityFixtures.commit;
import static dev.vigia.integrity.IntegrityFixtures.data;
import static dev.vigia.integrity.IntegrityFixtures.output;
import static dev.vigia.integrity.IntegrityFixtures.pushed;
import static dev.vigia.integrity.IntegrityFixtures.run;
import static dev.vigia.integrity.IntegrityFixtures.subject;
import static dev.vigia.integrity.IntegrityFixtures.tag;
import static dev.vigia.integrity.IntegrityFixtures.tree;
import static dev.vigia.integrity.IntegrityFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.DataOutput;
import dev.vigia.versions.DataOutput.Presence;
import dev.vigia.versions.DataState;
import dev.vigia.versions.DvcTracking;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.TreeState;
import dev.vigia.versions.TreeValue;
import dev.vigia.versions.UnreadValues;
import dev.vigia.versions.VersionTag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final VersionTag tag = tag("v1.0.2");

    @Test
    void callsAVersionWholeWhenTagDataAndRunAreOne() {
        var findings = Judge.findings(subject(tag, List.of(run("c5d9b8e1", "v1.0.2", tag.commit()))));

        assertThat(codes(findings))
                .containsExactly(
                        "tag-unmoved",
                        "pipeline-tracked",
                        "data-pushed",
                        "run-linked",
                        "run-complete",
                        "same-code",
                        "same-metrics",
                        "same-params",
                        "reproduction-not-recorded",
                        "kpis-not-compared");
        assertThat(Judge.verdict(findings)).isEqualTo(Outcome.PASS);
        assertThat(headline(findings)).isEqualTo("Whole");
    }

    @Test
    void namesTheTagThatNoRunClaims() {
        var findings = Judge.findings(subject(tag, List.of()));

        assertThat(headline(findings)).isEqualTo("No run claims v1.0.2");
        assertThat(codes(findings).subList(3, 8))
                .containsExactly("run-missing", "no-run", "no-run", "no-run", "no-run");
        assertThat(findings.subList(4, 8)).allMatch(finding -> finding.outcome() == Outcome.NOT_APPLICABLE);
    }

    @Test
    void namesCandidatesWithACommandThatIsSafeForOddTags() {
        var odd = tag("v1'; rm -rf \"$HOME\" #🎉");
        var candidate = run("aaaa1111", null, odd.commit());
        var finding = find(
                Judge.findings(subject(odd, tree(odd.commit()), pushed(odd.commit()), List.of(), List.of(candidate))),
                CheckKind.RUN_LINKED);

        assertThat(finding.evidence()).isInstanceOfSatisfying(Evidence.Runs.class, runs -> {
            assertThat(runs.candidates()).extracting(Evidence.RunRef::runId).containsExactly("aaaa1111");
            assertThat(runs.command())
                    .isEqualTo("MLFLOW_TRACKING_URI=http://mlflow.example.org python -c "
                            + "'import sys, mlflow; mlflow.MlflowClient().set_tag(*sys.argv[1:])' "
                            + "aaaa1111 version 'v1'\\''; rm -rf \"$HOME\" #🎉'");
        });
        assertThat(Reasons.reason(finding, NOON)).contains("Run aaaa111 (train) was made from the tag's commit");
    }

    @Test
    void tellsDeletedAndSeveralRunsFromNone() {
        var one = run("aaaa1111", "v1.0.2", tag.commit());
        var other = run("bbbb2222", "v1.0.2", tag.commit());

        assertThat(code(List.of(IntegrityFixtures.gone(one)), CheckKind.RUN_LINKED))
                .isEqualTo("run-deleted");
        assertThat(code(List.of(one, other), CheckKind.RUN_LINKED)).isEqualTo("run-ambiguous");
        assertThat(code(List.of(one, IntegrityFixtures.gone(other)), CheckKind.RUN_LINKED))
                .isEqualTo("run-linked");
        assertThat(headline(Judge.findings(subject(tag, List.of(one, other))))).isEqualTo("2 runs claim v1.0.2");
    }

    @Test
    void aKpiBeyondALimitIsAsBadAsItsRuleSays() {
        var warning = new Evidence.KpiBreach("rmse", "above-baseline-ratio-warning", "warning", "0.137", "0.13");
        var critical = new Evidence.KpiBreach("qwk", "below-critical", "critical", "0.5", "0.7");
        var info = new Evidence.KpiBreach("auc", "below-info", "info", "0.5", "0.7");

        assertThat(KpiCheck.of(kpis(1, warning)).outcome()).isEqualTo(Outcome.WARN);
        assertThat(KpiCheck.of(kpis(2, critical, warning)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(KpiCheck.of(kpis(1, info)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(KpiCheck.of(kpis(1)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(KpiCheck.of(kpis(0)).outcome()).as("nothing was compared").isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(KpiCheck.of(null).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(Reasons.reason(KpiCheck.of(kpis(1, warning)), NOON))
                .isEqualTo("rmse is 0.137, above its limit 0.13; compared with v1.2.4.");
        assertThat(headline(List.of(KpiCheck.of(kpis(1, warning))))).isEqualTo("rmse beyond the limit");
    }

    private static Evidence.Kpis kpis(int compared, Evidence.KpiBreach... breaches) {
        return new Evidence.Kpis(compared, List.of(breaches), List.of(), "v1.2.4");
    }

    @Test
    void saysNothingAboutRunsNobodyHasReadYet() {
        for (var knowledge : List.of(Subject.RunKnowledge.NOT_SYNCED, Subject.RunKnowledge.NO_SOURCE)) {
            var known = subject(tag, List.of());
            var findings = Judge.findings(new Subject(
                    tag,
                    known.tree(),
                    known.data(),
                    knowledge,
                    known.claims(),
                    List.of(run("aaaa1111", "v1.0.2", tag.commit())),
                    List.of(),
                    null,
                    known.matching(),
                    NOON));
            assertThat(find(findings, CheckKind.RUN_LINKED).outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(Judge.verdict(findings)).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void neverPassesATagWhoseFilesAndDataWereNotRead() {
        var findings =
                Judge.findings(subject(tag, null, null, List.of(run("aaaa1111", "v1.0.2", tag.commit())), List.of()));

        assertThat(codes(findings)).contains("tree-not-read");
        assertThat(Judge.verdict(findings)).isEqualTo(Outcome.UNKNOWN);

        var unchecked = new DataState(tag.commit(), List.of(), null, false);
        assertThat(find(
                                Judge.findings(subject(tag, tree(tag.commit()), unchecked, List.of(), List.of())),
                                CheckKind.DATA_PUSHED)
                        .code())
                .isEqualTo(Code.DATA_NOT_CHECKED);
    }

    @Test
    void failsAMovedTagWithBothCommits() {
        var moved = IntegrityFixtures.moved(tag, commit("elsewhere"));
        var findings = Judge.findings(subject(moved, List.of(run("aaaa1111", "v1.0.2", tag.commit()))));

        assertThat(headline(findings))
                .isEqualTo("Tag moved from " + tag.commit().abbreviated());
        assertThat(Reasons.reason(findings.getFirst(), NOON))
                .contains(tag.commit().abbreviated())
                .contains(commit("elsewhere").abbreviated());
        assertThat(find(findings, CheckKind.SAME_CODE).code()).isEqualTo(Code.OTHER_CODE);
    }

    @Test
    void keepsJudgingDeletedAndDeregisteredTags() {
        var run = List.of(run("aaaa1111", "v1.0.2", tag.commit()));

        assertThat(headline(Judge.findings(subject(IntegrityFixtures.deleted(tag), run))))
                .isEqualTo("Tag deleted");
        var deregistered = Judge.findings(subject(IntegrityFixtures.deregistered(tag), run));
        assertThat(Judge.verdict(deregistered)).isEqualTo(Outcome.PASS);
        assertThat(Reasons.reason(deregistered.getFirst(), NOON)).contains("deregistered");
    }

    @Test
    void answersEveryWayATreeCanBeTracked() {
        assertThat(tracked(new DvcTracking.Registry(3))).isEqualTo("PASS data-registry");
        assertThat(tracked(new DvcTracking.Untracked())).isEqualTo("FAIL dvc-untracked");
        assertThat(tracked(new DvcTracking.HalfThere("dvc.yaml", "dvc.lock"))).isEqualTo("FAIL dvc-half-there");
        assertThat(tracked(new DvcTracking.Unreadable("dvc.lock", "not YAML"))).isEqualTo("FAIL dvc-unreadable");
        assertThat(tracked(new DvcTracking.Disagrees(
                        List.of(new DvcTracking.Disagreement("dvc.yaml", "fit", "never-run", "", "")))))
                .isEqualTo("FAIL stage-never-run");
        assertThat(tracked(new DvcTracking.Disagrees(
                        List.of(new DvcTracking.Disagreement("dvc.yaml", "fit", "outs", "a", "b")))))
                .isEqualTo("FAIL lock-disagrees");
    }

    @Test
    void countsWhatIsLostBeforeWhatIsUnknown() {
        var there = output("a", Presence.PRESENT, "pushed");
        var lost = output("b", Presence.MISSING, "object-missing");
        var broken = output("c", Presence.DAMAGED, "object-damaged");
        var silent = output("d", Presence.UNKNOWN, "remote-unreachable");

        assertThat(pushing(there, there, there, lost, lost)).isEqualTo("FAIL object-missing 2 of 5 outputs not pushed");
        assertThat(pushing(lost, lost)).isEqualTo("FAIL never-pushed Data never pushed");
        assertThat(pushing(there, broken)).isEqualTo("FAIL object-damaged 1 of 2 outputs damaged");
        assertThat(pushing(lost, silent)).isEqualTo("FAIL object-missing 1 of 2 outputs not pushed");
        assertThat(pushing(there, silent)).isEqualTo("UNKNOWN remote-unreachable Remote s3-prod silent 6 m");
        assertThat(pushing(silent, output("e", Presence.UNKNOWN, "remote-unknown")))
                .isEqualTo("UNKNOWN data-unknown 2 of 2 outputs unknown");
        assertThat(pushing()).isEqualTo("NOT_APPLICABLE nothing-to-push No data to push");
    }

    @Test
    void wantsTheRunFinishedWithMetricsAndModel() {
        assertThat(completeness(RunStatus.FINISHED, Artifacts.PRESENT, Map.of("rmse", 1.0)))
                .isEqualTo("PASS run-complete");
        assertThat(completeness(RunStatus.FAILED, Artifacts.PRESENT, Map.of("rmse", 1.0)))
                .isEqualTo("FAIL run-failed");
        assertThat(completeness(RunStatus.RUNNING, Artifacts.PRESENT, Map.of("rmse", 1.0)))
                .isEqualTo("FAIL run-not-finished");
        assertThat(completeness(RunStatus.FINISHED, Artifacts.PRESENT, Map.of()))
                .isEqualTo("FAIL run-without-metrics");
        assertThat(completeness(RunStatus.FINISHED, Artifacts.ABSENT, Map.of("rmse", 1.0)))
                .isEqualTo("FAIL run-without-artifacts");
        assertThat(completeness(RunStatus.FINISHED, Artifacts.UNKNOWN, Map.of("rmse", 1.0)))
                .isEqualTo("UNKNOWN artifacts-unknown");
    }

    @Test
    void warnsWhenTheRunDoesNotSayFromWhichCommitItCame() {
        assertThat(RunChecks.sameCode(tag.commit(), withCommit(null)).outcome()).isEqualTo(Outcome.WARN);
        assertThat(RunChecks.sameCode(tag.commit(), withCommit(tag.commit().abbreviated()))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(RunChecks.sameCode(tag.commit(), withCommit("ffffffffff")).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void showsBothSidesOfADifferentMetric() {
        var run = run(
                "aaaa1111",
                "v1.0.2",
                tag.commit().value(),
                RunStatus.FINISHED,
                false,
                Artifacts.PRESENT,
                Map.of("rmse", 0.12));
        var findings = Judge.findings(subject(tag, List.of(run)));

        assertThat(headline(findings)).isEqualTo("rmse 0.1184 ≠ 0.12");
        assertThat(Reasons.reason(find(findings, CheckKind.SAME_METRICS), NOON))
                .isEqualTo("1 of 1 metric differs: metrics.json:rmse is 0.1184 at the tag and 0.12 in the run.");
    }

    @Test
    void saysWhenThereIsNothingToCompare() {
        var other = run(
                "aaaa1111",
                "v1.0.2",
                tag.commit().value(),
                RunStatus.FINISHED,
                false,
                Artifacts.PRESENT,
                Map.of("qwk", 0.9));
        assertThat(code(List.of(other), CheckKind.SAME_METRICS)).isEqualTo("no-metrics-in-common");

        var bare = tree(tag.commit(), new DvcTracking.Registry(1));
        assertThat(ValueChecks.sameMetrics(bare, other, Map.of()).code()).isEqualTo(Code.NO_METRICS_FILES);
        assertThat(ValueChecks.sameParams(bare, other, Map.of()).code()).isEqualTo(Code.NO_PARAMS_FILES);
    }

    @Test
    void saysUnknownOfValuesThatNobodyCouldRead() {
        var other = run("aaaa1111", "v1.0.2", tag.commit());
        var unread = new TreeState(
                tag.commit(),
                new DvcTracking.Registry(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new UnreadValues("train.py", DvcTree.Values.PARAMS, "Python files are not read"),
                        new UnreadValues("m.json", DvcTree.Values.METRICS, "it is not in Git")));

        var params = ValueChecks.sameParams(unread, other, Map.of());
        assertThat(params.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(params.code()).isEqualTo(Code.PARAMS_UNREADABLE);
        assertThat(Reasons.reason(params, NOON))
                .isEqualTo("No parameter could be compared: train.py cannot be read: Python files are not read.");
        var metrics = ValueChecks.sameMetrics(unread, other, Map.of());
        assertThat(metrics.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Reasons.reason(metrics, NOON)).contains("m.json cannot be read: it is not in Git");
    }

    @Test
    void hasASentenceAndAHeadlineForEveryCode() {
        for (var code : Code.values()) {
            var finding = Finding.of(CheckKind.TAG, Outcome.WARN, code);
            assertThat(Reasons.headline(finding, NOON)).as(code.text()).isNotBlank();
            assertThat(Reasons.reason(finding, NOON)).as(code.text()).isNotBlank();
        }
    }

    @Test
    void keepsLongEvidenceShort() {
        var many = IntStream.range(0, 500)
                .mapToObj(index -> value("params.yaml", "p" + index, "x".repeat(8000)))
                .toList();
        var run = run("aaaa1111", "v1.0.2", tag.commit());
        var big = new Run(
                run.id(),
                run.name(),
                "0",
                "e",
                null,
                run.status(),
                null,
                null,
                false,
                run.artifacts(),
                null,
                null,
                null,
                Map.of(),
                many.stream().collect(Collectors.toMap(TreeValue::key, _ -> "y".repeat(8000))),
                Map.of(),
                "");
        var tree = new TreeState(tag.commit(), new DvcTracking.Registry(1), List.of(), many, List.of());

        assertThat(ValueChecks.sameParams(tree, big, Map.of()).evidence())
                .isInstanceOfSatisfying(Evidence.Values.class, values -> {
                    assertThat(values.differing()).isEqualTo(500);
                    assertThat(values.differences()).hasSize(Evidence.MOST);
                    assertThat(values.differences().getFirst().atTag()).hasSizeLessThan(250);
                });
    }

    private String tracked(DvcTracking tracking) {
        var finding = TrackingCheck.of(tree(tag.commit(), tracking));
        return finding.outcome() + " " + finding.code().text();
    }

    private String pushing(DataOutput... outputs) {
        var finding = DataCheck.of(tree(tag.commit()), data(tag.commit(), outputs), NOON);
        return finding.outcome() + " " + finding.code().text() + " "
                + Reasons.headline(finding, NOON.plus(Duration.ofMinutes(6)));
    }

    private String completeness(RunStatus status, Artifacts artifacts, Map<String, Double> metrics) {
        var finding = RunChecks.complete(run("aaaa1111", "v1.0.2", null, status, false, artifacts, metrics));
        return finding.outcome() + " " + finding.code().text();
    }

    private Run withCommit(@Nullable String commit) {
        return run("aaaa1111", "v1.0.2", commit, RunStatus.FINISHED, false, Artifacts.PRESENT, Map.of());
    }

    private String code(List<Run> runs, CheckKind check) {
        return find(Judge.findings(subject(tag, runs)), check).code().text();
    }

    private static Finding find(List<Finding> findings, CheckKind check) {
        return findings.stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(finding -> finding.code().text()).toList();
    }

    private static String headline(List<Finding> findings) {
        return Reasons.headline(Judge.deciding(findings), NOON);
    }
}
