package dev.vigia.integrity;

import java.util.Collection;
import java.util.Comparator;

/// The answer to a check, and the verdict of a version. The order is from harmless to worst.
public enum Outcome {
    NOT_APPLICABLE,
    PASS,
    WARN,
    UNKNOWN,
    FAIL;

    /// The worst of them. Of nothing at all it is UNKNOWN: nothing asked is nothing known.
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().max(Comparator.naturalOrder()).orElse(UNKNOWN);
    }

    public boolean isProblem() {
        return compareTo(PASS) > 0;
    }
}
