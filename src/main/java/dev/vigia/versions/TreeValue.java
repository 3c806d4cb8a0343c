package dev.vigia.versions;

import org.jspecify.annotations.Nullable;

/// One metric or parameter found in a file at the tag.
///
/// @param key nested keys joined by dots; empty if the file is one bare value
/// @param text as DVC prints it
/// @param number set if it is a number or a boolean (1 or 0)
public record TreeValue(
        String file, String key, String text, @Nullable Double number) {}
