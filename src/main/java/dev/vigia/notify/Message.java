package dev.vigia.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is told at one try.
///
/// @param delivery the same at every try
/// @param since when it was first to be told
/// @param title worded and escaped for the receiver
/// @param text likewise
/// @param link to the screen; null if it is not known where people reach Vigía
/// @param remote what telling of the same subject became there before, such as an issue's number
public record Message(
        Notice notice,
        String delivery,
        Instant since,
        String title,
        String text,
        @Nullable String link,
        @Nullable String remote) {}
