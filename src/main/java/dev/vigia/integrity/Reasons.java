package dev.vigia.integrity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Renders every sentence a person reads about a check, from code and evidence and nothing else, so that the API,
/// the screens and an export say the same.
final class Reasons {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int NAMED = 3;

    private Reasons() {}

    static Check check(Finding finding, Instant now) {
        return new Check(
                finding.check(), finding.outcome(), finding.code().text(), reason(finding, now), finding.evidence());
    }

    /// Short enough for a cell.
    static String headline(Finding deciding, Instant now) {
        return deciding.outcome() == Outcome.PASS ? "Whole" : Headlines.of(deciding, now);
    }

    static String reason(Finding finding, Instant now) {
        return switch (finding.evidence()) {
            case Evidence.None _ -> plain(finding.code());
            case Evidence.Tag tag -> tag(finding.code(), tag);
            case Evidence.Tracking tracking -> tracking(finding.code(), tracking);
            case Evidence.Data data -> DataReasons.reason(finding.code(), data, now);
            case Evidence.Runs runs -> runs(finding.code(), runs);
            case Evidence.Completeness completeness -> completeness(finding.code(), completeness);
            case Evidence.Code code -> code(code);
            case Evidence.Values values -> values(finding.code(), values);
            case Evidence.Kpis kpis -> kpis(finding.code(), kpis);
        };
    }

    private static String plain(Code code) {
        return switch (code) {
            case TREE_NOT_READ -> "The files at this tag have not been read yet.";
            case NOTHING_TO_PUSH -> "The tag has no data that a push would carry.";
            case NO_RUN -> "There is no run to compare with.";
            case NO_METRICS_FILES -> "The tag has no metrics files to compare with the run.";
            case NO_PARAMS_FILES -> "The tag has no parameter files to compare with the run.";
            case REPRODUCTION_NOT_RECORDED -> "No reproduction of this version has been recorded.";
            case KPIS_NOT_COMPARED -> "Its KPIs have not been compared with their limits yet.";
            default -> code.text().replace('-', ' ');
        };
    }

    private static String tag(Code code, Evidence.Tag tag) {
        var here = "The tag is in Git at " + shortId(tag.commit());
        return switch (code) {
            case TAG_MOVED ->
                "The tag was moved: first seen at " + shortId(tag.firstCommit()) + on(tag.firstSeenAt()) + ", now at "
                        + shortId(tag.commit()) + ".";
            case TAG_DELETED ->
                "The tag was deleted from Git" + (tag.at() == null ? "" : " (seen " + day(tag.at()) + ")")
                        + "; it pointed at " + shortId(tag.commit()) + ".";
            case TAG_MOVED_BACK ->
                here + ", where it was first seen; in between it was moved away" + on(tag.at()) + ".";
            case TAG_DEREGISTERED -> here + ", unmoved; the version was deregistered.";
            case TAG_DEPRECATED -> here + ", unmoved; its model was deprecated.";
            default -> here + ", where it was first seen" + on(tag.firstSeenAt()) + ".";
        };
    }

    private static String tracking(Code code, Evidence.Tracking tracking) {
        var notes = tracking.notes();
        return switch (code) {
            case PIPELINE_TRACKED ->
                "dvc.yaml and dvc.lock agree on " + count(tracking.stages(), "stage")
                        + (notes.isEmpty()
                                ? "."
                                : "; the lock also keeps " + names(notes) + ", which no stage names any more.");
            case DATA_REGISTRY -> "A data registry: " + count(tracking.files(), ".dvc file") + " and no pipeline.";
            case TRACKED_WITH_PROBLEMS ->
                "DVC tracks the data, but not every file could be read: " + names(notes) + ".";
            case DVC_UNTRACKED -> "The tag has neither dvc.yaml with dvc.lock nor any .dvc file.";
            case DVC_HALF_THERE -> "The tag has " + at(notes, 0) + " but no " + at(notes, 1) + ".";
            case STAGE_NEVER_RUN ->
                "dvc.lock does not know "
                        + names(tracking.differences().stream()
                                .map(Evidence.Difference::name)
                                .toList()) + ": never run, or run and not committed.";
            case LOCK_DISAGREES ->
                "dvc.lock does not say what dvc.yaml says: "
                        + names(tracking.differences().stream()
                                .map(Evidence.Difference::name)
                                .toList()) + ".";
            case DVC_UNREADABLE -> at(notes, 0) + " cannot be read: " + at(notes, 1) + ".";
            default -> plain(code);
        };
    }

    private static String runs(Code code, Evidence.Runs evidence) {
        var runs = evidence.runs();
        var claimed = evidence.claimed().stream().collect(Collectors.joining(" or "));
        return switch (code) {
            case RUN_LINKED -> "Run " + runName(runs.getFirst()) + " claims " + claimed + ".";
            case RUN_AMBIGUOUS ->
                count(runs.size(), "run") + " claim " + claimed + ": "
                        + names(runs.stream().map(Reasons::runName).toList()) + ". Exactly one should.";
            case RUN_DELETED ->
                "Only " + (runs.size() == 1 ? "a deleted run claims " : "deleted runs claim ") + claimed + ": "
                        + names(runs.stream().map(Reasons::runName).toList()) + "." + candidates(evidence);
            case RUN_MISSING -> "No run claims " + claimed + "." + candidates(evidence);
            case NO_RUN_SOURCE -> "The project has no MLflow source, so nobody can say which run made " + claimed + ".";
            case RUNS_NOT_SYNCED -> "The project's runs have not been read yet.";
            default -> plain(code);
        };
    }

    private static String candidates(Evidence.Runs evidence) {
        var candidates = evidence.candidates();
        if (candidates.isEmpty()) {
            return " No other run was made from its commit either.";
        }
        var names = names(candidates.stream().map(Reasons::runName).toList());
        return candidates.size() == 1
                ? " Run " + names + " was made from the tag's commit; link it if it is the one."
                : " Made from the tag's commit: " + names + "; link the right one.";
    }

    private static String completeness(Code code, Evidence.Completeness run) {
        var who = "Run " + shortId(run.runId());
        return switch (code) {
            case RUN_FAILED -> who + " did not succeed: MLflow says " + run.status() + ".";
            case RUN_NOT_FINISHED -> who + " is not finished: MLflow says " + run.status() + ".";
            case RUN_STATUS_UNKNOWN -> who + " has a status that is not known here.";
            case RUN_WITHOUT_METRICS -> who + " finished without a single metric.";
            case RUN_WITHOUT_ARTIFACTS -> who + " finished without a model or any other artifact.";
            case ARTIFACTS_UNKNOWN -> "Whether run " + shortId(run.runId()) + " has its model could not be asked yet.";
            default -> who + " finished with " + count(run.metrics(), "metric") + " and its artifacts.";
        };
    }

    private static String code(Evidence.Code code) {
        if (code.runCommit() == null) {
            return "The run does not record which commit it was made from; the tag is at " + shortId(code.tagCommit())
                    + ".";
        }
        return RunChecks.sameCommit(code.tagCommit(), code.runCommit())
                ? "The run was made from " + shortId(code.tagCommit()) + ", the tag's commit."
                : "The run was made from " + shortId(code.runCommit()) + ", the tag is at " + shortId(code.tagCommit())
                        + ".";
    }

    private static String values(Code code, Evidence.Values values) {
        return switch (code) {
            case SAME_METRICS -> count(values.compared(), "metric") + " at the tag and in the run, all equal.";
            case SAME_PARAMS -> count(values.compared(), "parameter") + " at the tag and in the run, all equal.";
            case NO_METRICS_IN_COMMON -> "No metric of the tag's files is in the run, so there is nothing to compare.";
            case NO_PARAMS_IN_COMMON ->
                "No parameter of the tag's files is in the run, so there is nothing to compare.";
            case METRICS_UNREADABLE -> "No metric could be compared: " + unread(values) + ".";
            case PARAMS_UNREADABLE -> "No parameter could be compared: " + unread(values) + ".";
            case OTHER_METRICS -> differing(values, "metric");
            case OTHER_PARAMS -> differing(values, "parameter");
            default -> plain(code);
        };
    }

    private static String kpis(Code code, Evidence.Kpis kpis) {
        var notes = kpis.notes().isEmpty() ? "" : " " + String.join(" ", kpis.notes());
        return switch (code) {
            case KPI_BREACH ->
                names(kpis.breaches().stream().map(Reasons::breach).toList())
                        + (kpis.baseline() == null ? "." : "; compared with " + kpis.baseline() + ".")
                        + notes;
            case NO_KPIS -> "None of the project's KPIs has a value and a limit for this version." + notes;
            default ->
                count(kpis.compared(), "KPI") + " within limits"
                        + (kpis.baseline() == null ? "." : ", compared with " + kpis.baseline() + ".") + notes;
        };
    }

    private static String breach(Evidence.KpiBreach breach) {
        return breach.limit() == null
                ? breach.kpi() + " is not a number"
                : breach.kpi() + " is " + breach.value() + ", "
                        + (breach.rule().startsWith("above") ? "above" : "below") + " its limit " + breach.limit();
    }

    private static String unread(Evidence.Values values) {
        return names(values.differences().stream()
                .map(file -> file.name() + " cannot be read: " + file.atTag())
                .toList());
    }

    private static String differing(Evidence.Values values, String what) {
        var named = values.differences().stream()
                .map(each -> each.name() + " is " + each.atTag() + " at the tag and " + each.inRun() + " in the run")
                .toList();
        return values.differing() + " of " + count(values.compared(), what)
                + (values.differing() == 1 ? " differs: " : " differ: ")
                + rest(named.stream().limit(NAMED).collect(Collectors.joining("; ")), values.differing()) + ".";
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String shortId(@Nullable String id) {
        return id == null ? "nothing" : id.length() <= 7 ? id : id.substring(0, 7);
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    /// Such as `6 m`; the largest unit only.
    static String age(Instant since, Instant now) {
        var age = Duration.between(since, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return age.toMinutes() + " m";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /// The first few, and how many more there are.
    static String names(List<String> names) {
        return rest(names.stream().limit(NAMED).collect(Collectors.joining(", ")), names.size());
    }

    private static String rest(String shown, int all) {
        return all > NAMED ? shown + " and " + (all - NAMED) + " more" : shown;
    }

    private static String runName(Evidence.RunRef run) {
        var id = shortId(run.runId());
        return run.name().isBlank() ? id : id + " (" + run.name() + ")";
    }

    private static String on(@Nullable Instant at) {
        return at == null ? "" : " on " + day(at);
    }

    private static String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : "?";
    }
}
