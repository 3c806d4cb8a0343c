package dev.vigia.integrity.ui;

import dev.vigia.integrity.Check;
import dev.vigia.integrity.CheckKind;
import dev.vigia.integrity.Outcome;
import dev.vigia.platform.ui.Tone;
import java.util.Comparator;
import java.util.List;

/// How checks, outcomes and verdicts are called and coloured on the screens.
final class IntegrityWords {

    /// The checks that have a column of their own; the others are on the version's page.
    static final List<CheckKind> COLUMNS = List.of(
            CheckKind.TAG,
            CheckKind.DVC_TRACKED,
            CheckKind.DATA_PUSHED,
            CheckKind.RUN_LINKED,
            CheckKind.RUN_COMPLETE,
            CheckKind.SAME_CODE,
            CheckKind.SAME_METRICS,
            CheckKind.SAME_PARAMS,
            CheckKind.KPI_WITHIN_LIMITS);

    private IntegrityWords() {}

    static String name(CheckKind check) {
        return switch (check) {
            case TAG -> "Tag unmoved";
            case DVC_TRACKED -> "Tracked by DVC";
            case DATA_PUSHED -> "Data pushed";
            case RUN_LINKED -> "Run linked";
            case RUN_COMPLETE -> "Run whole";
            case SAME_CODE -> "Same code";
            case SAME_METRICS -> "Same metrics";
            case SAME_PARAMS -> "Same parameters";
            case REPRODUCED -> "Reproduced";
            case KPI_WITHIN_LIMITS -> "KPIs within limits";
        };
    }

    static String heading(CheckKind check) {
        return switch (check) {
            case TAG -> "Tag";
            case DVC_TRACKED -> "DVC";
            case DATA_PUSHED -> "Data";
            case RUN_LINKED -> "Run";
            case RUN_COMPLETE -> "Whole";
            case SAME_CODE -> "Code";
            case SAME_METRICS -> "Metr.";
            case SAME_PARAMS -> "Par.";
            case REPRODUCED -> "Repr.";
            case KPI_WITHIN_LIMITS -> "KPIs";
        };
    }

    static String verdict(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "Broken";
            case UNKNOWN -> "Unknown";
            case WARN -> "Warning";
            case PASS -> "Whole";
            case NOT_APPLICABLE -> "Not judged";
        };
    }

    static String answer(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "failed";
            case UNKNOWN -> "unknown";
            case WARN -> "warning";
            case PASS -> "passed";
            case NOT_APPLICABLE -> "does not apply";
        };
    }

    static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
            case WARN -> Tone.WARN;
            case PASS -> Tone.OK;
            case NOT_APPLICABLE -> Tone.NEUTRAL;
        };
    }

    /// A check in one sentence, for tooltips and screen readers.
    static String sentence(Check check) {
        return name(check.check()) + ": " + answer(check.outcome()) + ". " + check.reason();
    }

    /// Worst first, else in the order of the checks.
    static List<Check> worstFirst(List<Check> checks) {
        return checks.stream()
                .sorted(Comparator.comparing(Check::outcome).reversed().thenComparing(Check::check))
                .toList();
    }

    static String plural(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
