package dev.vigia.versions;

import java.util.ArrayList;
import java.util.List;

/// Long texts go over several rows: H2 ends a `varchar` at a million characters, and its large objects are slow.
final class JsonParts {

    private static final int LENGTH = 500_000;

    private JsonParts() {}

    static List<String> split(String text) {
        if (text.length() <= LENGTH) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + LENGTH);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
