package dev.vigia.versions;

/// A full Git commit id, 40 hex digits.
public record CommitId(String value) {

    public String abbreviated() {
        return value.length() <= 7 ? value : value.substring(0, 7);
    }

    @Override
    public String toString() {
        return value;
    }
}
