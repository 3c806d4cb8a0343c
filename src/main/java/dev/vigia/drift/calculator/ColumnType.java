package dev.vigia.drift.calculator;

import java.util.Arrays;
import java.util.Optional;

/// What a column is taken for, by Evidently's ids.
public enum ColumnType {
    NUMERIC("num"),
    CATEGORICAL("cat"),
    /// Labels more than half of which are different: Evidently trains a classifier on them, which is not done here.
    TEXT("text"),
    /// Evidently leaves such a column out.
    UNKNOWN("unknown");

    private final String id;

    ColumnType(String id) {
        this.id = id;
    }

    public static Optional<ColumnType> ofId(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }

    public String id() {
        return id;
    }
}
