package dev.vigia.integrity;

import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.CommitId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether one live run claims the tag, is finished with all it should have, and was made from the tag's commit.
final class RunChecks {

    private RunChecks() {}

    /// The run the tag stands for; null unless exactly one live run claims it.
    static @Nullable Run linked(Subject subject) {
        var live = live(subject);
        return subject.runKnowledge() == Subject.RunKnowledge.KNOWN && live.size() == 1 ? live.getFirst() : null;
    }

    static Finding linkedCheck(Subject subject) {
        var live = live(subject);
        return switch (subject.runKnowledge()) {
            case NO_SOURCE -> linking(subject, Outcome.UNKNOWN, Code.NO_RUN_SOURCE, List.of());
            case NOT_SYNCED -> linking(subject, Outcome.UNKNOWN, Code.RUNS_NOT_SYNCED, List.of());
            case KNOWN -> {
                if (live.size() == 1) {
                    yield linking(subject, Outcome.PASS, Code.RUN_LINKED, live);
                }
                if (live.size() > 1) {
                    yield linking(subject, Outcome.FAIL, Code.RUN_AMBIGUOUS, live);
                }
                yield subject.runs().isEmpty()
                        ? linking(subject, Outcome.FAIL, Code.RUN_MISSING, List.of())
                        : linking(subject, Outcome.FAIL, Code.RUN_DELETED, subject.runs());
            }
        };
    }

    static Finding complete(@Nullable Run run) {
        if (run == null) {
            return Finding.of(CheckKind.RUN_COMPLETE, Outcome.NOT_APPLICABLE, Code.NO_RUN);
        }
        if (run.status() == RunStatus.FAILED || run.status() == RunStatus.KILLED) {
            return completeness(run, Outcome.FAIL, Code.RUN_FAILED);
        }
        if (run.status() == RunStatus.UNKNOWN) {
            return completeness(run, Outcome.UNKNOWN, Code.RUN_STATUS_UNKNOWN);
        }
        if (run.status().isOpen()) {
            return completeness(run, Outcome.FAIL, Code.RUN_NOT_FINISHED);
        }
        if (run.metrics().isEmpty()) {
            return completeness(run, Outcome.FAIL, Code.RUN_WITHOUT_METRICS);
        }
        return switch (run.artifacts()) {
            case PRESENT -> completeness(run, Outcome.PASS, Code.RUN_COMPLETE);
            case ABSENT -> completeness(run, Outcome.FAIL, Code.RUN_WITHOUT_ARTIFACTS);
            case UNKNOWN -> completeness(run, Outcome.UNKNOWN, Code.ARTIFACTS_UNKNOWN);
        };
    }

    static Finding sameCode(CommitId tagged, @Nullable Run run) {
        if (run == null) {
            return Finding.of(CheckKind.SAME_CODE, Outcome.NOT_APPLICABLE, Code.NO_RUN);
        }
        var recorded = run.sourceCommit();
        if (recorded == null || recorded.isBlank()) {
            return code(tagged, null, Outcome.WARN, Code.CODE_NOT_RECORDED);
        }
        return sameCommit(tagged.value(), recorded)
                ? code(tagged, recorded, Outcome.PASS, Code.SAME_CODE)
                : code(tagged, recorded, Outcome.FAIL, Code.OTHER_CODE);
    }

    /// People set the commit by hand too, in seven or more digits.
    static boolean sameCommit(String full, String recorded) {
        var given = recorded.strip().toLowerCase(Locale.ROOT);
        return given.length() >= 7 && full.toLowerCase(Locale.ROOT).startsWith(given);
    }

    private static List<Run> live(Subject subject) {
        return subject.runs().stream().filter(run -> !run.deleted()).toList();
    }

    private static Finding linking(Subject subject, Outcome outcome, Code code, List<Run> runs) {
        var candidates = code == Code.RUN_MISSING || code == Code.RUN_DELETED ? subject.candidates() : List.<Run>of();
        var command = candidates.isEmpty() ? null : LinkCommand.of(subject, candidates.getFirst());
        var evidence =
                new Evidence.Runs(subject.claims(), Evidence.cut(refs(runs)), Evidence.cut(refs(candidates)), command);
        return new Finding(CheckKind.RUN_LINKED, outcome, code, evidence);
    }

    private static List<Evidence.RunRef> refs(List<Run> runs) {
        return runs.stream()
                .map(run -> new Evidence.RunRef(run.id().value(), run.name(), run.experiment(), run.deleted()))
                .toList();
    }

    private static Finding completeness(Run run, Outcome outcome, Code code) {
        var evidence = new Evidence.Completeness(
                run.id().value(),
                run.status().name(),
                run.metrics().size(),
                run.artifacts() == Artifacts.PRESENT
                        ? "present"
                        : run.artifacts().name().toLowerCase(Locale.ROOT));
        return new Finding(CheckKind.RUN_COMPLETE, outcome, code, evidence);
    }

    private static Finding code(CommitId tagged, @Nullable String recorded, Outcome outcome, Code code) {
        return new Finding(CheckKind.SAME_CODE, outcome, code, new Evidence.Code(tagged.value(), recorded));
    }
}
