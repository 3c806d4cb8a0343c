package dev.vigia.runs.ui;

import dev.vigia.platform.ui.Tone;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunStatus;
import java.time.Clock;
import java.time.Duration;

/// What the screens say about runs.
final class RunWords {

    private RunWords() {}

    static String status(RunStatus status) {
        return switch (status) {
            case RUNNING -> "Running";
            case SCHEDULED -> "Scheduled";
            case FINISHED -> "Finished";
            case FAILED -> "Failed";
            case KILLED -> "Killed";
            case UNKNOWN -> "Unknown";
        };
    }

    static Tone tone(RunStatus status) {
        return switch (status) {
            case RUNNING, SCHEDULED -> Tone.NEUTRAL;
            case FINISHED -> Tone.OK;
            case FAILED -> Tone.BAD;
            case KILLED -> Tone.WARN;
            case UNKNOWN -> Tone.UNKNOWN;
        };
    }

    static String artifacts(Artifacts artifacts) {
        return switch (artifacts) {
            case PRESENT -> "There";
            case ABSENT -> "None";
            case UNKNOWN -> "Not asked yet";
        };
    }

    static Tone tone(Artifacts artifacts) {
        return switch (artifacts) {
            case PRESENT -> Tone.OK;
            case ABSENT -> Tone.BAD;
            case UNKNOWN -> Tone.UNKNOWN;
        };
    }

    /// How long it took; for one that runs, how long so far, with dots; a dash where nobody can know.
    static String duration(Run run, Clock clock) {
        if (run.startedAt() == null) {
            return "–";
        }
        if (run.endedAt() != null) {
            return duration(Duration.between(run.startedAt(), run.endedAt()));
        }
        return run.status() == RunStatus.RUNNING
                ? duration(Duration.between(run.startedAt(), clock.instant())) + "…"
                : "–";
    }

    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds == 0) {
            return "<1 s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
