package dev.vigia.notify;

import java.time.Instant;

/// Something that somebody was not told, and will not be by itself.
///
/// @param delivery stays the same if it is sent again
/// @param title of the event, as it happened
/// @param path of the screen that shows it, relative to the application's root
/// @param error of the last try
public record DeadLetter(
        long id,
        String receiver,
        String delivery,
        EventKind event,
        String title,
        String path,
        Instant happenedAt,
        Instant givenUpAt,
        int attempts,
        String error) {}
