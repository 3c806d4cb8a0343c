package dev.vigia.versions;

/// A metrics or params file of a tag that cannot be read, so that nothing in it can be compared.
///
/// @param why goes on a sentence that begins with the file's name
public record UnreadValues(String file, DvcTree.Values kind, String why) {}
