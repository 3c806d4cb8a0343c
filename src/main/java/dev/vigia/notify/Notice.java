package dev.vigia.notify;

import dev.vigia.alerts.Severity;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One event, as it is told. It is kept as it was when it happened, so that every try tells the same.
///
/// @param phase what it means for what it is about
/// @param subject what it is about, such as `alert/12`: the end of something has the subject of its beginning
/// @param project key of the project it concerns, if it concerns one
/// @param name of what it is about: an alert's name, a version's tag
/// @param title a few words
/// @param sentence what a person must know
/// @param path of the screen that shows it, relative to the application's root
public record Notice(
        EventKind kind,
        Phase phase,
        String subject,
        Severity severity,
        @Nullable String project,
        String name,
        String title,
        String sentence,
        String path,
        Instant at,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations) {

    public enum Phase {
        /// Something needs somebody from now on.
        OPENS,
        /// It needs nobody any more.
        CLOSES,
        /// It is worth knowing.
        TELLS
    }
}
