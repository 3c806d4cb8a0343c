package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A source in memory that hands over small pages and can break off after any of them.
final class FakeRunSource implements RunSource {

    static final String URI = "fake:runs";

    final Map<RunId, RunFacts> runs = new HashMap<>();
    final Map<RunId, Artifacts> artifacts = new HashMap<>();
    final List<Experiment> experiments = new ArrayList<>(List.of(RunFixtures.CHURN));
    final List<RunId> looked = new ArrayList<>();
    int pageSize = 10;
    int pagesUntilFailure = Integer.MAX_VALUE;
    int handedOver;

    void put(RunFacts run) {
        runs.put(run.id(), run);
    }

    @Override
    public boolean reads(Project.Mlflow source) {
        return source.trackingUri().equals(URI);
    }

    @Override
    public Optional<String> link(Project.Mlflow source, Run run) {
        return Optional.empty();
    }

    @Override
    public Reading open(Project.Mlflow source) {
        handedOver = 0;
        return new Reading() {
            private int pages;

            @Override
            public List<Experiment> experiments() {
                return List.copyOf(experiments);
            }

            @Override
            public void all(Collection<Experiment> of, Pages sink) throws SourceFailure {
                hand(of, run -> true, sink);
            }

            @Override
            public void changed(Collection<Experiment> of, Since since, Pages sink) throws SourceFailure {
                var claiming = runs.values().stream()
                        .filter(run -> run.tags().containsKey(since.claims().tag()))
                        .sorted(Comparator.comparing(RunFacts::startedAt).reversed())
                        .limit(since.claims().most())
                        .map(RunFacts::id)
                        .collect(Collectors.toSet());
                hand(
                        of,
                        run -> since.open().contains(run.id())
                                || claiming.contains(run.id())
                                || since.claims().known().contains(run.id())
                                || isFrom(run.startedAt(), since.started())
                                || isFrom(run.endedAt(), since.ended()),
                        sink);
            }

            private static boolean isFrom(@Nullable Instant at, @Nullable Instant since) {
                return at != null && (since == null || !at.isBefore(since));
            }

            private void hand(Collection<Experiment> of, Predicate<RunFacts> wanted, Pages sink) throws SourceFailure {
                var ids = of.stream().map(Experiment::id).toList();
                var matching = runs.values().stream()
                        .filter(run -> ids.contains(run.experimentId()))
                        .filter(wanted)
                        .sorted(Comparator.comparing(run -> run.id().value()))
                        .toList();
                for (int from = 0; from < matching.size(); from += pageSize) {
                    if (pages++ >= pagesUntilFailure) {
                        throw new SourceFailure("mlflow-unreachable", "The fake source breaks off.", null);
                    }
                    var page = matching.subList(from, Math.min(matching.size(), from + pageSize));
                    handedOver += page.size();
                    sink.page(page);
                }
            }

            @Override
            public synchronized Artifacts artifacts(RunId run) {
                looked.add(run);
                return artifacts.getOrDefault(run, Artifacts.UNKNOWN);
            }

            @Override
            public void close() {}
        };
    }
}
