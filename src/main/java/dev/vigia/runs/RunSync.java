package dev.vigia.runs;

import dev.vigia.projects.Project;
import dev.vigia.projects.SourceFailure;
import dev.vigia.projects.SourceKind;
import dev.vigia.projects.SourceSync;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings a project's runs up to date. Each page is stored in a transaction of its own and nothing but a complete
/// reading moves the mark from which the next one starts: stopped anywhere and run again, the table is the same.
///
/// MLflow keeps no time of last change on a run. So an incremental sync asks for what began or ended since, for what
/// was open and for the newest that claim a version; other late tags, deletions and restores are found by the full
/// sweep. An experiment that was deleted,
/// restored or renamed is read again at once.
@Component
class RunSync implements SourceSync {

    private final RunStore store;
    private final RunIntake intake;
    private final ArtifactLook artifactLook;
    private final List<RunSource> sources;
    private final RunSyncSettings settings;
    private final Clock clock;

    RunSync(
            RunStore store,
            RunIntake intake,
            ArtifactLook artifactLook,
            List<RunSource> sources,
            RunSyncSettings settings,
            Clock clock) {
        this.store = store;
        this.intake = intake;
        this.artifactLook = artifactLook;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.MLFLOW;
    }

    @Override
    public boolean appliesTo(Project project) {
        return project.mlflow() != null;
    }

    @Override
    public String sync(Project project, Mode mode, Progress progress) throws SourceFailure {
        var mlflow = project.mlflow();
        if (mlflow == null) {
            return "no tracking source is configured";
        }
        var source = sources.stream()
                .filter(candidate -> candidate.reads(mlflow))
                .findFirst()
                .orElseThrow(() ->
                        new SourceFailure("mlflow-unsupported", "The tracking URI is neither http(s) nor file:", null));
        try (var reading = source.open(mlflow)) {
            return read(project, mlflow, mode, reading, progress);
        }
    }

    private String read(Project project, Project.Mlflow mlflow, Mode mode, RunSource.Reading reading, Progress progress)
            throws SourceFailure {
        var begun = clock.instant();
        var fingerprint = fingerprint(mlflow);
        var before = store.progress(project.key())
                .filter(done -> done.settings().equals(fingerprint))
                .orElse(null);
        var watched = watched(mlflow, reading.experiments());
        long known = mode == Mode.FULL || before == null ? store.count(project.key()) : 0;
        var batch = intake.begin(project.key(), mlflow.versionTag(), watched);
        RunSource.Pages pages = runs -> {
            batch.page(runs);
            progress.at("runs", batch.seen(), Math.max(known, batch.seen()));
        };
        if (mode == Mode.FULL || before == null) {
            reading.all(watched, pages);
            batch.dropUnseen(store.ids(project.key()));
        } else {
            readChanged(project, mlflow.versionTag(), before, watched, reading, pages, batch);
        }
        batch.finish(mark(before, batch, fingerprint, begun));
        artifactLook.look(project.key(), reading, mode, progress);
        return batch.summary() + missing(mlflow, watched);
    }

    private void readChanged(
            Project project,
            String versionTag,
            RunStore.Progress before,
            List<Experiment> watched,
            RunSource.Reading reading,
            RunSource.Pages pages,
            RunIntake.Batch batch)
            throws SourceFailure {
        var altered = altered(store.experiments(project.key()), watched);
        if (!altered.isEmpty()) {
            reading.all(altered.stream().filter(watched::contains).toList(), pages);
            batch.dropUnseen(store.ids(
                    project.key(), altered.stream().map(Experiment::id).toList()));
        }
        var openSince = before.lookedAt().minus(settings.openFor());
        reading.changed(
                watched,
                new RunSource.Since(
                        back(before.newestStart()),
                        back(before.newestEnd()),
                        before.lookedAt().minus(settings.overlap()),
                        store.open(project.key(), openSince, settings.openRuns()),
                        new RunSource.Claims(
                                versionTag, settings.claims(), store.claiming(project.key(), settings.claims()))),
                pages);
    }

    private @Nullable Instant back(@Nullable Instant mark) {
        return mark == null ? null : mark.minus(settings.overlap());
    }

    /// A client whose clock is ahead must not hide what begins until then, so the mark never passes our own now.
    private static RunStore.Progress mark(
            RunStore.@Nullable Progress before, RunIntake.Batch batch, String fingerprint, Instant begun) {
        return new RunStore.Progress(
                fingerprint,
                newest(before == null ? null : before.newestStart(), batch.newestStart(), begun),
                newest(before == null ? null : before.newestEnd(), batch.newestEnd(), begun),
                begun);
    }

    private static @Nullable Instant newest(@Nullable Instant before, @Nullable Instant seen, Instant now) {
        var capped = seen != null && seen.isAfter(now) ? now : seen;
        if (before == null || capped == null) {
            return before == null ? capped : before;
        }
        return before.isAfter(capped) ? before : capped;
    }

    private static List<Experiment> watched(Project.Mlflow mlflow, List<Experiment> all) {
        var names = new HashSet<>(mlflow.experiments());
        return all.stream()
                .filter(experiment -> names.isEmpty() || names.contains(experiment.name()))
                .sorted(Comparator.comparing(Experiment::id))
                .toList();
    }

    /// Experiments that are new, gone, renamed, deleted or restored since; those gone come as they were.
    private static List<Experiment> altered(List<Experiment> before, List<Experiment> now) {
        var byId = new HashMap<String, Experiment>();
        before.forEach(experiment -> byId.put(experiment.id(), experiment));
        var altered = new HashSet<Experiment>();
        for (Experiment experiment : now) {
            if (!experiment.equals(byId.remove(experiment.id()))) {
                altered.add(experiment);
            }
        }
        altered.addAll(byId.values());
        return List.copyOf(altered);
    }

    private static String missing(Project.Mlflow mlflow, List<Experiment> watched) {
        var absent = mlflow.experiments().stream()
                .filter(name -> watched.stream()
                        .noneMatch(experiment -> experiment.name().equals(name)))
                .toList();
        return absent.isEmpty() ? "" : "; no experiment is named " + String.join(", ", absent);
    }

    private static String fingerprint(Project.Mlflow mlflow) {
        return ParamsHash.sha256(String.join(
                "\n",
                mlflow.trackingUri(),
                mlflow.versionTag(),
                String.join("\u0000", mlflow.experiments().stream().sorted().toList())));
    }
}
