package dev.vigia.runs.filestore;

import dev.vigia.projects.SourceFailure;
import dev.vigia.runs.Artifacts;
import dev.vigia.runs.Experiment;
import dev.vigia.runs.RunArtifacts;
import dev.vigia.runs.RunFacts;
import dev.vigia.runs.RunId;
import dev.vigia.runs.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One look at an `mlruns` folder. What cannot be understood is left out, and the rest is read: such folders were
/// copied about, edited and half committed for years.
final class FileStoreReading implements RunSource.Reading {

    private static final int PAGE = 200;
    private static final String TRASH = ".trash";

    /// Neither experiments nor runs, though they lie among them.
    private static final Set<String> RESERVED = Set.of("tags", "datasets", "traces", "models");

    private final Path root;
    private final Folder folder;
    private final RunFolder runs;
    private final Map<String, Path> experimentFolders = new HashMap<>();

    FileStoreReading(Path root) {
        this.root = root;
        this.folder = new Folder();
        this.runs = new RunFolder(folder);
    }

    @Override
    public List<Experiment> experiments() throws SourceFailure {
        try {
            var experiments = new ArrayList<Experiment>();
            for (Path parent : List.of(root.resolve(TRASH), root)) {
                for (Path child : folder.folders(parent)) {
                    experiment(child, parent.endsWith(TRASH), experiments);
                }
            }
            return experiments;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void experiment(Path child, boolean trashed, List<Experiment> experiments) throws IOException {
        var name = child.getFileName().toString();
        if (name.startsWith(".") || RESERVED.contains(name)) {
            return;
        }
        var meta = folder.yaml(child.resolve("meta.yaml"));
        var id = meta.getOrDefault("experiment_id", name);
        if (meta.isEmpty() || id.isBlank() || id.length() > RunFolder.LONGEST_ID) {
            return;
        }
        experiments.removeIf(other -> other.id().equals(id));
        experimentFolders.put(id, child);
        experiments.add(new Experiment(
                id, meta.getOrDefault("name", id), trashed || "deleted".equals(meta.get("lifecycle_stage"))));
    }

    @Override
    public void all(Collection<Experiment> experiments, RunSource.Pages pages) throws SourceFailure {
        read(experiments, pages, Instant.MIN, Set.of());
    }

    @Override
    public void changed(Collection<Experiment> experiments, RunSource.Since since, RunSource.Pages pages)
            throws SourceFailure {
        read(experiments, pages, since.lookedAt(), new HashSet<>(since.open()));
    }

    private void read(
            Collection<Experiment> experiments, RunSource.Pages pages, Instant touchedSince, Set<RunId> anyway)
            throws SourceFailure {
        var page = new ArrayList<RunFacts>(PAGE);
        try {
            for (Experiment experiment : experiments) {
                var parent = experimentFolders.get(experiment.id());
                if (parent == null) {
                    continue;
                }
                for (Path child : folder.folders(parent)) {
                    if (isRun(child) && (anyway.contains(id(child)) || runs.touchedSince(child, touchedSince))) {
                        runs.read(child, experiment).ifPresent(page::add);
                    }
                    if (page.size() == PAGE) {
                        pages.page(List.copyOf(page));
                        page.clear();
                    }
                }
            }
            if (!page.isEmpty()) {
                pages.page(List.copyOf(page));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean isRun(Path child) {
        var name = child.getFileName().toString();
        return !name.startsWith(".") && !RESERVED.contains(name) && name.length() <= RunFolder.LONGEST_ID;
    }

    private static RunId id(Path child) {
        return new RunId(child.getFileName().toString());
    }

    /// All that can be seen of a run's artifacts is seen when the run is read.
    @Override
    public Artifacts artifacts(RunId run) throws SourceFailure {
        try {
            for (Path parent : experimentFolders.values()) {
                var child = parent.resolve(run.value()).normalize();
                if (parent.equals(child.getParent()) && folder.isFolder(child)) {
                    return runs.artifacts(child, folder.yaml(child.resolve("meta.yaml")));
                }
            }
            return Artifacts.UNKNOWN;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<byte[]> artifact(RunId run, String path, int largest) throws SourceFailure {
        try {
            for (Path parent : experimentFolders.values()) {
                var child = parent.resolve(run.value()).normalize();
                if (parent.equals(child.getParent()) && folder.isFolder(child)) {
                    var found = artifact(child.resolve("artifacts"), path, largest);
                    if (found.isEmpty()
                            && runs.artifacts(child, folder.yaml(child.resolve("meta.yaml"))) == Artifacts.UNKNOWN) {
                        throw new SourceFailure(
                                "artifact-elsewhere",
                                "The artifacts of this run are not in the folder of runs, and nothing else is read.",
                                null);
                    }
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// No link on the way is followed, and none leads out.
    private Optional<byte[]> artifact(Path artifacts, String path, int largest) throws IOException, SourceFailure {
        var file = artifacts;
        for (String part : path.split("/")) {
            if (!folder.isFolder(file) || part.isEmpty() || part.equals("..") || part.equals(".")) {
                return Optional.empty();
            }
            file = file.resolve(part);
        }
        var bytes = folder.bytes(file, largest);
        if (bytes.isPresent() && bytes.get().length > largest) {
            throw RunArtifacts.tooLarge(path, largest);
        }
        return bytes;
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }

    private SourceFailure unreadable(IOException e) {
        return new SourceFailure(
                "mlruns-unreadable",
                "The folder " + root + " cannot be read: " + e.getMessage() + ". Check its permissions.",
                e);
    }
}
