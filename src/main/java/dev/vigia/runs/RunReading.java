package dev.vigia.runs;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Vigía's reading of what a source says: which tag claims a version, which names the code.
///
/// @param versionTag the MLflow tag by which a run claims a version
record RunReading(String versionTag) {

    private static final String COMMIT = "mlflow.source.git.commit";
    private static final String PARENT = "mlflow.parentRunId";

    /// Longer than any Git tag can be, short enough for an index of either database.
    private static final int CLAIM_LENGTH = 400;

    Run read(RunFacts facts, Experiment experiment) {
        var parent = shown(facts.tags().get(PARENT));
        return new Run(
                facts.id(),
                clean(facts.name()),
                facts.experimentId(),
                clean(experiment.name()),
                shown(facts.user()),
                facts.status(),
                facts.startedAt(),
                facts.endedAt(),
                facts.deleted() || experiment.deleted(),
                facts.artifacts(),
                shown(facts.tags().get(COMMIT)),
                shown(facts.tags().get(versionTag)),
                parent == null ? null : new RunId(parent),
                sorted(facts.metrics()),
                sorted(facts.params()),
                sorted(facts.tags()),
                ParamsHash.of(facts.params()));
    }

    private static @Nullable String shown(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var clean = clean(value).strip();
        return clean.length() <= CLAIM_LENGTH ? clean : clean.substring(0, CLAIM_LENGTH - 1) + "…";
    }

    /// PostgreSQL refuses NUL in text, and half a surrogate pair cannot be encoded.
    private static String clean(String value) {
        if (value.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return value;
        }
        return value.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static <V> Map<String, V> sorted(Map<String, V> values) {
        return new TreeMap<>(values);
    }
}
