package dev.vigia.runbooks;

import java.util.Set;

/// The facts that this version of Vigía answers, for where nothing of it runs but the linter.
final class KnownFacts {

    static final Set<String> SHIPPED =
            Set.of("releases", "last-whole-version", "kpi-breaches", "integrity", "firing-neighbours", "stale-sources");

    private KnownFacts() {}
}
