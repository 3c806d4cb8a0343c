package dev.vigia.runbooks.ui;

import dev.vigia.platform.ui.Tone;
import dev.vigia.runbooks.LintFinding;
import java.time.Duration;

/// How the library's values are said and shown.
final class RunbookWords {

    private RunbookWords() {}

    static Tone tone(LintFinding.Level level) {
        return switch (level) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.WARN;
            case NOTE -> Tone.NEUTRAL;
        };
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static String time(Duration time) {
        if (time.toHours() >= 48 && time.toHours() % 24 == 0) {
            return time.toDays() + " d";
        }
        if (time.toMinutes() >= 60 && time.toMinutes() % 60 == 0) {
            return time.toHours() + " h";
        }
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    static String plural(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
