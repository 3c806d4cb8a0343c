package dev.vigia.notify.ui;

import dev.vigia.alerts.Severity;
import dev.vigia.notify.Answer;
import dev.vigia.notify.EventKind;
import dev.vigia.notify.ReceiverStatus;
import dev.vigia.notify.Rule;
import dev.vigia.platform.ui.Tone;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How receivers are spoken of.
final class NotifyWords {

    private NotifyWords() {}

    static Tone tone(ReceiverStatus status) {
        if (status.isFailing()) {
            return Tone.BAD;
        }
        if (status.dead() > 0) {
            return Tone.WARN;
        }
        return status.lastSentAt() == null ? Tone.NEUTRAL : Tone.OK;
    }

    static String state(ReceiverStatus status) {
        if (status.isFailing()) {
            return "Failing";
        }
        if (status.dead() > 0) {
            return events(status.dead()) + " not told";
        }
        return status.lastSentAt() == null ? "Nothing to tell yet" : "Told";
    }

    static String events(long number) {
        return number + (number == 1 ? " event" : " events");
    }

    /// When a receiver is told, by one of its rules.
    static String rule(Rule rule) {
        var when = rule.events().stream().sorted().map(EventKind::words).toList();
        var projects = rule.projects().stream().sorted().toList();
        var severities = rule.severities().stream()
                .sorted(Comparator.reverseOrder())
                .map(NotifyWords::severity)
                .toList();
        return "When " + or(when)
                + (projects.isEmpty() ? "" : ", in " + or(projects))
                + (severities.isEmpty() ? "" : ", if it is " + or(severities))
                + ".";
    }

    private static String severity(Severity severity) {
        return severity == Severity.NONE
                ? "without a severity"
                : severity.name().toLowerCase(Locale.ROOT);
    }

    private static String or(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " or " + words.getLast();
    }

    static Tone tone(Answer answer) {
        return answer instanceof Answer.Taken ? Tone.OK : Tone.BAD;
    }

    static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Taken _ -> "Told";
            case Answer.Later _ -> "Not told";
            case Answer.Refused _ -> "Refused";
        };
    }

    static String summary(List<ReceiverStatus> all) {
        var failing = all.stream().filter(ReceiverStatus::isFailing).count();
        var receivers = all.size() + (all.size() == 1 ? " receiver" : " receivers");
        return failing == 0 ? receivers + ", none failing" : receivers + ", " + failing + " failing";
    }
}
