package dev.vigia.runbooks;

import org.jspecify.annotations.Nullable;

/// @param sentence for a person, plain text
/// @param link a path inside Vigía where the answer can be seen whole, without the leading slash
public record LiveAnswer(
        Outcome outcome, String sentence, @Nullable String link) {

    public enum Outcome {
        /// As it should be: look elsewhere.
        GOOD,
        /// Worth a look.
        DOUBTFUL,
        /// Likely part of the trouble.
        BAD,
        /// Cannot be said.
        UNKNOWN,
        /// Says nothing about good or bad.
        NEUTRAL
    }
}
