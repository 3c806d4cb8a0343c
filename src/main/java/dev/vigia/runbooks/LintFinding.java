package dev.vigia.runbooks;

/// Something about a document that will cost someone time at night.
///
/// @param file its path in the library
/// @param rule stable, such as `section-missing`
/// @param sentence for people
public record LintFinding(String file, Level level, String rule, String sentence) {

    public enum Level {
        /// Wrong: a check fails because of it.
        ERROR,
        WARNING,
        /// Could be better.
        NOTE
    }
}
