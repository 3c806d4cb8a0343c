package dev.vigia.kpi;

import dev.vigia.integrity.IntegrityTable;
import dev.vigia.integrity.LinkedVersion;
import dev.vigia.projects.ProjectKey;
import dev.vigia.runs.Run;
import dev.vigia.runs.RunCatalog;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunStatus;
import dev.vigia.versions.TagName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds what may be a baseline, and what became of one.
@Component
class BaselineFinder {

    /// A baseline this old says little about today's data.
    private static final Duration OLD = Duration.ofDays(180);

    private final IntegrityTable integrity;
    private final RunCatalog runs;

    BaselineFinder(IntegrityTable integrity, RunCatalog runs) {
        this.integrity = integrity;
        this.runs = runs;
    }

    /// @param model empty where tags name none
    record Found(String model, Baseline baseline) {}

    Optional<Found> version(ProjectKey project, TagName name) {
        return integrity.linked(project).stream()
                .filter(version -> version.tag().equals(name))
                .findFirst()
                .map(BaselineFinder::found);
    }

    private static Found found(LinkedVersion version) {
        return new Found(
                VersionLine.model(version), new Baseline(version.tag().value(), version.runId(), version.at()));
    }

    Optional<Found> run(ProjectKey project, RunId id) {
        var linked = integrity.linked(project);
        var version =
                linked.stream().filter(each -> id.value().equals(each.runId())).findFirst();
        if (version.isPresent()) {
            return version.map(BaselineFinder::found);
        }
        return runs.find(project, id)
                .filter(run -> run.status() == RunStatus.FINISHED && !run.deleted())
                .flatMap(BaselineFinder::ended)
                .map(at -> new Found(onlyModel(linked), new Baseline(null, id.value(), at)));
    }

    private static Optional<Instant> ended(Run run) {
        return Optional.ofNullable(run.endedAt() == null ? run.startedAt() : run.endedAt())
                .map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    private static String onlyModel(List<LinkedVersion> versions) {
        var models = versions.stream().map(VersionLine::model).distinct().toList();
        return models.size() == 1 ? models.getFirst() : "";
    }

    /// In sentences, by model; without those that nothing is wrong with.
    Map<String, String> stale(ProjectKey project, Map<String, Baseline> baselines, Instant now) {
        var stale = new HashMap<String, String>();
        var versions = baselines.isEmpty() ? List.<LinkedVersion>of() : integrity.linked(project);
        baselines.forEach(
                (model, baseline) -> doubt(project, baseline, versions, now).ifPresent(why -> stale.put(model, why)));
        return stale;
    }

    private Optional<String> doubt(ProjectKey project, Baseline baseline, List<LinkedVersion> versions, Instant now) {
        if (baseline.runId() != null
                && runs.find(project, new RunId(baseline.runId()))
                        .filter(run -> !run.deleted())
                        .isEmpty()) {
            return Optional.of("The run of the baseline " + baseline.name() + " was deleted in MLflow.");
        }
        var version = versions.stream()
                .filter(each -> each.tag().value().equals(baseline.version()))
                .findFirst();
        if (baseline.version() != null && version.isEmpty()) {
            return Optional.of("The baseline " + baseline.version() + " is no version any more.");
        }
        if (version.filter(each -> !each.whole()).isPresent()) {
            return Optional.of("The baseline " + baseline.version() + " is not whole: what it was measured with can no"
                    + " longer be told for sure.");
        }
        if (version.filter(each -> !Objects.equals(each.runId(), baseline.runId()))
                .isPresent()) {
            return Optional.of("The baseline " + baseline.version() + " has another run than when it was chosen.");
        }
        return baseline.at().isBefore(now.minus(OLD))
                ? Optional.of("The baseline " + baseline.name() + " is older than " + OLD.toDays() + " days.")
                : Optional.empty();
    }
}
