package dev.vigia.versions.dvc;

import dev.vigia.versions.DvcReader;
import dev.vigia.versions.DvcTree;
import dev.vigia.versions.DvcTree.DvcProject;
import dev.vigia.versions.TreeAccess;
import dev.vigia.versions.TreeAccess.Entry;
import dev.vigia.versions.TreeAccess.Kind;
import dev.vigia.versions.TreeAccess.TooLargeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads `dvc.yaml`, `dvc.lock` and `.dvc` files of a tree the way DVC does. Holds what was learned from content ids;
/// [TreeReading] does one tree.
@Component
class TreeReader implements DvcReader {

    private static final int MAX_FILE = 4_000_000;
    private static final int MAX_LOCK = 32_000_000;

    /// Sums of bytes read, of which the parsed form takes ten times as much. What tags share is far less, and what
    /// is only one tag's own is never asked for again.
    private static final long KEPT_BYTES = 2_000_000;

    private final TreeScan scan = new TreeScan();
    private final Remembered<Parsed<Document>> documents = new Remembered<>(KEPT_BYTES);
    private final Remembered<Parsed<LockFile>> locks = new Remembered<>(KEPT_BYTES);
    private final Remembered<Parsed<DotDvcFile>> dotDvcs = new Remembered<>(KEPT_BYTES);
    private final Remembered<IgnoreNode> ignores = new Remembered<>(KEPT_BYTES);
    private final Remembered<DvcProject> configs = new Remembered<>(KEPT_BYTES);
    private final Remembered<Resolved> pipelines = new Remembered<>(2_000);

    /// Either a value or the reason why there is none.
    private record Parsed<T>(@Nullable T value, @Nullable String broken) {}

    private record Document(@Nullable Object content) {}

    /// @param seen the content ids of the files that templates could take values from; empty for a missing file
    private record Resolved(Parsed<Pipeline> pipeline, Map<String, String> seen) {}

    private interface Parse<T> {
        T parse(byte[] bytes) throws BrokenFileException, IOException;
    }

    @Override
    public DvcTree read(TreeAccess tree) throws IOException {
        try {
            return new TreeReading(this, tree).read();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    TreeScan scan() {
        return scan;
    }

    LockFile lock(TreeAccess tree, String id) throws IOException, BrokenFileException {
        return kept(locks, tree, id, id, MAX_LOCK, bytes -> LockFile.read(Documents.yaml(bytes)));
    }

    DotDvcFile dotDvc(TreeAccess tree, String id) throws IOException, BrokenFileException {
        return kept(dotDvcs, tree, id, id, MAX_FILE, bytes -> DotDvcFile.read(Documents.yaml(bytes)));
    }

    DvcProject config(TreeAccess tree, String folder, String id) throws IOException, BrokenFileException {
        String key = folder + ":" + id;
        DvcProject known = configs.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = bytes(tree, id);
        return configs.put(key, DvcConfigFile.parse(folder, bytes), 100 + bytes.length);
    }

    private byte[] bytes(TreeAccess tree, String id) throws IOException, BrokenFileException {
        try {
            return tree.read(id, MAX_FILE);
        } catch (TooLargeException e) {
            throw new BrokenFileException(String.valueOf(e.getMessage()));
        }
    }

    IgnoreNode ignore(TreeAccess tree, String id) throws IOException, BrokenFileException {
        IgnoreNode known = ignores.get(id);
        if (known != null) {
            return known;
        }
        byte[] bytes = bytes(tree, id);
        return ignores.put(id, Ignores.parse(bytes), bytes.length);
    }

    /// A file of values; the format follows from its name.
    @Nullable
    Object values(TreeAccess tree, String path, String id) throws IOException, BrokenFileException {
        String suffix = path.substring(path.lastIndexOf('.') + 1);
        return kept(
                        documents,
                        tree,
                        suffix + ":" + id,
                        id,
                        ValueFile.MAX_BYTES,
                        bytes -> new Document(ValueFile.parse(path, bytes)))
                .content();
    }

    Pipeline pipeline(TreeAccess tree, String folder, String id) throws IOException, BrokenFileException {
        String key = folder + ":" + id;
        Resolved known = pipelines.get(key);
        if (known == null || !stillHolds(tree, known.seen())) {
            known = pipelines.put(key, resolve(tree, folder, id), 1);
        }
        Pipeline pipeline = known.pipeline().value();
        if (pipeline == null) {
            throw new BrokenFileException(String.valueOf(known.pipeline().broken()));
        }
        return pipeline;
    }

    private Resolved resolve(TreeAccess tree, String folder, String id) throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        try {
            Object content = kept(
                            documents, tree, "yaml:" + id, id, MAX_FILE, bytes -> new Document(Documents.yaml(bytes)))
                    .content();
            Context.Files files = path -> {
                seen.put(path, idOf(tree, path));
                return load(tree, path);
            };
            return new Resolved(new Parsed<>(PipelineFile.read(folder, content, files), null), seen);
        } catch (BrokenFileException e) {
            return new Resolved(new Parsed<>(null, e.why()), seen);
        }
    }

    private boolean stillHolds(TreeAccess tree, Map<String, String> seen) {
        return seen.entrySet().stream()
                .allMatch(file -> idOf(tree, file.getKey()).equals(file.getValue()));
    }

    private String idOf(TreeAccess tree, String path) {
        try {
            Entry entry = scan.find(tree, path);
            return entry == null ? "" : entry.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return null if there is no such file
    @Nullable
    Object load(TreeAccess tree, String path) throws BrokenFileException {
        try {
            Entry entry = scan.find(tree, path);
            if (entry == null) {
                return null;
            }
            if (entry.kind() != Kind.FILE) {
                throw new BrokenFileException(path + " is not a plain file");
            }
            return values(tree, path, entry.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T kept(Remembered<Parsed<T>> memory, TreeAccess tree, String key, String id, int limit, Parse<T> parse)
            throws IOException, BrokenFileException {
        Parsed<T> parsed = memory.get(key);
        if (parsed == null) {
            parsed = parse(memory, tree, key, id, limit, parse);
        }
        if (parsed.value() == null) {
            throw new BrokenFileException(String.valueOf(parsed.broken()));
        }
        return parsed.value();
    }

    private <T> Parsed<T> parse(
            Remembered<Parsed<T>> memory, TreeAccess tree, String key, String id, int limit, Parse<T> parse)
            throws IOException {
        int size = 100;
        Parsed<T> parsed;
        try {
            byte[] bytes = tree.read(id, limit);
            size += bytes.length;
            parsed = new Parsed<>(parse.parse(bytes), null);
        } catch (TooLargeException e) {
            parsed = new Parsed<>(null, e.getMessage());
        } catch (BrokenFileException e) {
            parsed = new Parsed<>(null, e.why());
        }
        return memory.put(key, parsed, size);
    }
}
