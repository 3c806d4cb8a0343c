package dev.vigia.kpi;

import dev.vigia.integrity.LinkedVersion;
import dev.vigia.projects.ProjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The KPIs of a version: what its run logged, where that says nothing what the metrics files at the tag say, and where
/// they say nothing either how long the run took.
@Component
class BaselineValues {

    private final SampleStore samples;

    BaselineValues(SampleStore samples) {
        this.samples = samples;
    }

    Map<String, Sample> of(ProjectKey project, Baseline baseline) {
        return read(
                        project,
                        baseline.runId() == null ? List.of() : List.of(baseline.runId()),
                        baseline.version() == null ? List.of() : List.of(baseline.version()))
                .apply(baseline);
    }

    /// Of all these at once.
    Function<Baseline, Map<String, Sample>> of(
            ProjectKey project, List<LinkedVersion> versions, Map<String, List<BaselineChoice>> chosen) {
        var runs = new HashSet<String>();
        var tags = new HashSet<String>();
        versions.forEach(version -> {
            tags.add(version.tag().value());
            if (version.runId() != null) {
                runs.add(version.runId());
            }
        });
        chosen.values()
                .forEach(choices -> choices.forEach(choice -> {
                    var baseline = choice.baseline();
                    if (baseline != null && baseline.runId() != null) {
                        runs.add(baseline.runId());
                    }
                }));
        return read(project, runs, tags);
    }

    private Function<Baseline, Map<String, Sample>> read(
            ProjectKey project, Collection<String> runs, Collection<String> tags) {
        var byRun = byOrigin(samples.of(project, SampleSource.RUN, runs));
        var byTag = byOrigin(samples.of(project, SampleSource.DVC, tags));
        return baseline -> {
            var files = byTag.getOrDefault(String.valueOf(baseline.version()), Map.of());
            var run = byRun.getOrDefault(String.valueOf(baseline.runId()), Map.of());
            if (files.isEmpty()) {
                return run;
            }
            var both = new HashMap<>(files);
            run.forEach((kpi, sample) -> {
                if (!sample.clocked() || !files.containsKey(kpi)) {
                    both.put(kpi, sample);
                }
            });
            return both;
        };
    }

    private static Map<String, Map<String, Sample>> byOrigin(List<SampleStore.Stored> stored) {
        var values = new HashMap<String, Map<String, Sample>>();
        stored.forEach(each -> values.computeIfAbsent(each.sample().origin(), _ -> new HashMap<>())
                .put(each.sample().kpi(), each.sample()));
        return values;
    }
}
