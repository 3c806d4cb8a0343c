package dev.vigia.projects;

import org.jspecify.annotations.Nullable;

/// A source that could not be read: a stable code for machines and a sentence for people, without secrets.
public class SourceFailure extends Exception {

    private final String code;

    /// @param code stable and lower case, such as `mlflow-unreachable`, `git-refused`, `mlflow-rate-limited`
    /// @param sentence what failed and what to do next
    public SourceFailure(String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
