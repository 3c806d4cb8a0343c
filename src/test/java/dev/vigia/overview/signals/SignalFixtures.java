package dev.vigia.overview.signals;

import dev.vigia.projects.Project;
import dev.vigia.projects.ProjectKey;
import dev.vigia.projects.Secret;
import dev.vigia.projects.Signal;
import dev.vigia.projects.Signals;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Services for tests.
public final class SignalFixtures {

    private SignalFixtures() {}

    /// Held against the limits of the errors, whatever the signal is.
    public static Signals signals(String url, Signal... signals) {
        return new Signals(
                new Signals.Prometheus(url, null, null, new Secret("a-token"), "https://prometheus.example.org/"),
                "bankchurn",
                Stream.of(signals)
                        .map(signal -> new Signals.Rule(signal, "the_" + signal.text(), 0.001, 0.01, "high-error-rate"))
                        .toList());
    }

    public static Project project(String key, Signals signals) {
        return new Project(
                new ProjectKey(key),
                key,
                null,
                null,
                new Project.Dvc(Map.of(), null),
                Project.Names.NONE,
                new Project.Kpis(List.of(), Project.BaselineRule.NONE),
                null,
                signals);
    }
}
