package dev.vigia.alerts.ui;

import dev.vigia.alerts.AlertState;
import dev.vigia.alerts.Episode;
import dev.vigia.alerts.EpisodeReport.TimelineEntry;
import dev.vigia.alerts.Severity;
import dev.vigia.alerts.Suppression;
import dev.vigia.platform.ui.Tone;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the inbox says things.
final class AlertWords {

    private AlertWords() {}

    static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Critical";
            case WARNING -> "Warning";
            case INFO -> "Info";
            case NONE -> "No severity";
        };
    }

    static String state(AlertState state) {
        return switch (state) {
            case FIRING -> "Firing";
            case ACKNOWLEDGED -> "Acknowledged";
            case SILENCED -> "Silenced";
            case INHIBITED -> "Inhibited";
            case RESOLVED -> "Resolved";
        };
    }

    /// Only what fires and nobody has is loud.
    static Tone tone(Episode episode) {
        return switch (episode.state()) {
            case FIRING -> tone(episode.severity());
            case RESOLVED -> Tone.OK;
            case ACKNOWLEDGED, SILENCED, INHIBITED -> Tone.NEUTRAL;
        };
    }

    static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.BAD;
            case WARNING -> Tone.WARN;
            case INFO -> Tone.NEUTRAL;
            case NONE -> Tone.UNKNOWN;
        };
    }

    static String suppression(Suppression why) {
        return switch (why.kind()) {
            case SILENCED -> why.author() == null ? "Silenced" : "Silenced by " + why.author() + comment(why.comment());
            case INHIBITED -> "Inhibited: another alert says it all";
            case MUTED -> "Muted in the time interval " + why.by();
        };
    }

    private static String comment(@Nullable String comment) {
        return comment == null || comment.isBlank() ? "" : ": " + comment;
    }

    static String happened(TimelineEntry entry) {
        var detail = entry.detail();
        return switch (entry.kind()) {
            case STARTED -> "started firing";
            case RECEIVED -> detail.isBlank() ? "received" : "received from " + detail;
            case RESOLVED -> "resolved";
            case SUPERSEDED -> "ended; a new episode began";
            case GONE -> "gone from its Alertmanager: resolved while silenced, or lost";
            case FIRES_AGAIN -> "fires again";
            case SILENCED -> "silenced" + about(detail);
            case INHIBITED -> "inhibited" + about(detail);
            case MUTED -> "muted" + about(detail);
            case UNSUPPRESSED -> "no longer held back";
            case ACKNOWLEDGED -> entry.actor() + " acknowledged it";
            case UNACKNOWLEDGED -> entry.actor() + " took the acknowledgement back";
            case ASSIGNED ->
                detail.isBlank()
                        ? entry.actor() + " took the owner away"
                        : detail.equals(entry.actor())
                                ? entry.actor() + " took it"
                                : entry.actor() + " gave it to " + detail;
            case COMMENTED -> entry.actor() + " wrote";
            case MARKED ->
                detail.isBlank() ? entry.actor() + " took the mark away" : entry.actor() + " marked it " + detail;
            case STEP_TICKED -> entry.actor() + " did: " + detail;
            case STEP_UNTICKED -> entry.actor() + " undid: " + detail;
            case SILENCE_MADE -> entry.actor() + " silenced it" + about(detail);
            case SILENCE_EXPIRED -> entry.actor() + " ended the silence" + about(detail);
            case POST_MORTEM_SAVED -> entry.actor() + " saved the post-mortem";
        };
    }

    private static String about(String detail) {
        return detail.isBlank() ? "" : ": " + detail;
    }

    /// Such as `15 min`, `1 h 30 min`, `3 days`.
    static String duration(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        var hours = duration.toHours();
        var minutes = duration.toMinutesPart();
        if (hours == 0) {
            return minutes + " min";
        }
        return minutes == 0 ? hours + " h" : hours + " h " + minutes + " min";
    }
}
