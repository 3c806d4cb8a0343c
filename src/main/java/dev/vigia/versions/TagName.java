package dev.vigia.versions;

/// A Git tag's short name, such as `v1.0.2` or `churn@v1.2.0#4`; any text Git allows.
public record TagName(String value) implements Comparable<TagName> {

    @Override
    public int compareTo(TagName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
