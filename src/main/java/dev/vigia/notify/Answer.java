package dev.vigia.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a try.
public sealed interface Answer {

    /// A sentence for people, without any secret.
    String words();

    /// @param remote what it became there, such as an issue's number
    record Taken(String words, @Nullable String remote) implements Answer {}

    /// It may work later.
    ///
    /// @param after what the receiver asks for
    record Later(String words, @Nullable Duration after) implements Answer {}

    /// It will not work like this, however often it is tried.
    record Refused(String words) implements Answer {}
}
