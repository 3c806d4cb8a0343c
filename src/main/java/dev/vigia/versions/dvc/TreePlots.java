package dev.vigia.versions.dvc;

import dev.vigia.platform.Outbound;
import dev.vigia.projects.FileRoots;
import dev.vigia.projects.Project;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DeclaredOutput;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.Plot;
import dev.vigia.versions.PlotReader;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import dev.vigia.versions.TreeAccess.TooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Reads the plots of a tree: their files from Git, or from the remote by the hash in the lock. What was read of a
/// content is kept for a while, since one version is compared with several.
@Component
class TreePlots implements PlotReader {

    private static final int MAX_PLOTS = 60;

    /// Sums of bytes read.
    private static final long KEPT_BYTES = 16_000_000;

    private final TreeReader reader;
    private final RemoteStores stores;
    private final Remembered<PlotData> kept = new Remembered<>(KEPT_BYTES);

    @Autowired
    TreePlots(TreeReader reader, FileRoots roots, Outbound outbound, DataSettings settings) {
        this(reader, new RemoteStores(roots, outbound::check, settings.timeout()));
    }

    TreePlots(TreeReader reader, RemoteStores stores) {
        this.reader = reader;
        this.stores = stores;
    }

    @Override
    public List<Plot> read(Project project, TreeAccess tree, DvcTree known) throws IOException {
        try {
            return new Reading(project, tree, known).plots();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private final class Reading {

        private final Project project;
        private final TreeAccess tree;
        private final DvcTree known;
        private final List<Plot> plots = new ArrayList<>();

        Reading(Project project, TreeAccess tree, DvcTree known) {
            this.project = project;
            this.tree = tree;
            this.known = known;
        }

        List<Plot> plots() throws IOException {
            for (PlotDefinition definition : definitions()) {
                if (plots.size() == MAX_PLOTS) {
                    break;
                }
                Entry entry = definition.file() == null ? null : reader.scan().find(tree, definition.file());
                if (entry != null && entry.kind() == Kind.FOLDER) {
                    for (String file : filesIn(entry.id(), Objects.requireNonNull(definition.file()))) {
                        draw(definition.in(file));
                    }
                } else {
                    draw(definition);
                }
            }
            return List.copyOf(plots);
        }

        /// The top level of a `dvc.yaml` says more of a file than the stage that makes it.
        private List<PlotDefinition> definitions() throws IOException {
            Map<String, PlotDefinition> found = new LinkedHashMap<>();
            for (TreeScan.Item item : reader.scan().scan(tree).items()) {
                if (item.role() != TreeScan.Role.PIPELINE) {
                    continue;
                }
                try {
                    Pipeline pipeline = reader.pipeline(tree, item.folder(), item.id());
                    for (Pipeline.Stage stage : pipeline.stages()) {
                        for (Pipeline.Out out : stage.outs()) {
                            PlotDefinition definition = PlotDefinition.of(stage.wdir(), out);
                            if (definition != null) {
                                found.putIfAbsent(definition.id(), definition);
                            }
                        }
                    }
                    pipeline.plots().forEach(definition -> found.put(definition.id(), definition));
                } catch (BrokenFileException e) {
                    // The checks of the version say so.
                }
            }
            return List.copyOf(found.values());
        }

        private void draw(PlotDefinition definition) {
            if (definition.file() != null && PlotData.isImage(definition.file())) {
                plots.add(new Plot(
                        definition.id(),
                        definition.id(),
                        null,
                        null,
                        false,
                        List.of(),
                        List.of(definition.id() + " is an image, which is not shown here.")));
            } else if (plots.size() < MAX_PLOTS) {
                plots.add(PlotCurves.draw(definition, path -> data(path, definition.header())));
            }
        }

        private List<String> filesIn(String id, String path) throws IOException {
            List<String> files = new ArrayList<>();
            for (Entry entry : tree.entries(id)) {
                String inner = Paths.join(path, entry.name());
                if (files.size() >= MAX_PLOTS) {
                    break;
                }
                if (entry.kind() == Kind.FOLDER && inner.length() < 4_000) {
                    files.addAll(filesIn(entry.id(), inner));
                } else if (entry.kind() == Kind.FILE) {
                    files.add(inner);
                }
            }
            return files;
        }

        private PlotData data(String path, boolean header) throws BrokenFileException {
            try {
                Entry entry = reader.scan().find(tree, path);
                if (entry != null && entry.kind() == Kind.FILE) {
                    return parsed(path, header, entry.id(), () -> tree.read(entry.id(), PlotData.MAX_BYTES));
                }
                DeclaredOutput output = known.outputs().stream()
                        .filter(one -> one.path().equals(path))
                        .findFirst()
                        .orElseThrow(() -> new BrokenFileException(path + " is neither in Git nor in the lock"));
                String hash = output.hash();
                if (hash == null || output.directory() || output.layout().equals("version-aware")) {
                    throw new BrokenFileException(
                            path + " is not in Git, and of the remote only single files with a hash are read");
                }
                return parsed(path, header, hash, () -> fetched(output, hash));
            } catch (TooLargeException e) {
                throw new BrokenFileException(path + ": " + e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] fetched(DeclaredOutput output, String hash) throws BrokenFileException {
            DvcProject at = known.projects().stream()
                    .filter(one -> one.folder().equals(output.project()))
                    .findFirst()
                    .orElse(new DvcProject(output.project(), null, Map.of(), null));
            try (ObjectStore store = stores.open(new RemotePlaces(project.dvc()).find(at, output.remote()))) {
                byte[] bytes = store.read(OutputCheck.objectKey(output.layout(), hash), PlotData.MAX_BYTES);
                if (output.layout().equals("dvc3")
                        && !DirectoryObject.md5(bytes).equals(hash)) {
                    throw new BrokenFileException(output.path() + " has other bytes in the remote than its hash says");
                }
                return bytes;
            } catch (IOException e) {
                throw new BrokenFileException(output.path() + " cannot be read from the remote: " + e.getMessage());
            }
        }
    }

    private interface Bytes {
        byte[] read() throws IOException, BrokenFileException;
    }

    private PlotData parsed(String path, boolean header, String id, Bytes content)
            throws IOException, BrokenFileException {
        String key = path.substring(path.lastIndexOf('.') + 1) + ":" + header + ":" + id;
        PlotData known = kept.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = content.read();
        try {
            return kept.put(key, PlotData.parse(path, bytes, header), bytes.length);
        } catch (BrokenFileException e) {
            throw new BrokenFileException(path + " cannot be read: " + e.why());
        }
    }
}
