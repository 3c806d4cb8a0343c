package dev.vigia.projects;

import java.util.regex.Pattern;

/// Names a project in URLs, tables and configuration, such as `bankchurn`.
public record ProjectKey(String value) implements Comparable<ProjectKey> {

    static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException if the key is not of lower-case letters, digits and dashes, 63 at most
    public ProjectKey {
        if (!FORM.matcher(value).matches()) {
            throw new Malformed("A project key is lower-case letters, digits and dashes, at most 63");
        }
    }

    @Override
    public int compareTo(ProjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /// A text that no project can have as its key.
    static final class Malformed extends IllegalArgumentException {

        Malformed(String message) {
            super(message);
        }
    }
}
