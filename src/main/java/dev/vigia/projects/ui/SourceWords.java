package dev.vigia.projects.ui;

import dev.vigia.platform.ui.Tone;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceStatus;
import java.util.Locale;

/// What the screens say about sources.
final class SourceWords {

    private SourceWords() {}

    static String gives(SourceKind kind) {
        return switch (kind) {
            case MLFLOW -> "Runs";
            case GIT -> "Version tags";
            case DVC -> "Data";
            case PROMETHEUS -> "Golden signals";
        };
    }

    static String from(SourceKind kind) {
        return switch (kind) {
            case MLFLOW -> "MLflow";
            case GIT -> "Git";
            case DVC -> "DVC remotes";
            case PROMETHEUS -> "Prometheus";
        };
    }

    static String state(SourceStatus status) {
        return switch (status.state()) {
            case NEVER_SYNCED -> "Never read";
            case OK -> status.stale() ? "Stale" : "Fresh";
            case FAILING -> "Failing";
        };
    }

    static Tone tone(SourceStatus status) {
        return switch (status.state()) {
            case NEVER_SYNCED -> Tone.UNKNOWN;
            case OK -> status.stale() ? Tone.WARN : Tone.OK;
            case FAILING -> Tone.BAD;
        };
    }

    static String progress(SourceStatus.Progress progress) {
        if (progress.total() > 0) {
            return progress.what() + " " + grouped(progress.done()) + " of " + grouped(progress.total());
        }
        return progress.done() > 0 ? progress.what() + " " + grouped(progress.done()) : progress.what();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }
}
